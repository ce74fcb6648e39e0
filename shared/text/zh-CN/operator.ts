import type { AccessRole } from '../../rules/permissions.ts';

export const operator = {
  title: '操作员',
  firstTitle: '谁在使用这台电脑？',
  hint: '姓名和单位会记在每一次修改上，只保存在本机。身份用来防止误操作，不是登录密码；以后可以在工作区菜单里更改。',
  name: '姓名',
  nameNeeded: '请填写姓名',
  unit: '单位',
  roleLabel: '身份',
  save: '保存',
  skip: '跳过',
  role: {
    viewer: '只读',
    recorder: '录入',
    planner: '规划',
    administrator: '管理',
    wall: '大屏',
    snapshot: '截图',
  } satisfies Record<AccessRole, string>,
  roleHint: {
    viewer: '只能查看；电话、负责人等个人信息不显示。',
    recorder: '可以录入和导入场所、隐患、检查。',
    planner: '还可以修改片区、消防力量、道路等规划数据。',
    administrator: '可以做全部操作，包括设置和恢复。',
  },
  needs: {
    recorder: '当前身份只能查看，需要“录入”身份',
    planner: '需要“规划”或更高身份',
    administrator: '需要“管理”身份',
  },
};
