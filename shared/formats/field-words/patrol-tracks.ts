import type { FieldWords } from '../field-words.ts';
import { identity, shape } from './common.ts';

/** Header words of patrol tracks by field. */
export const patrolTracks: FieldWords = {
  code: ['编号', '轨迹编号', 'trackid', 'code', 'id'],
  name: ['名称', '轨迹名称', '巡查名称', 'trackname', 'name', '线路名称', '路线名称', '巡逻名称', '轨迹', '任务名称'],
  personName: ['姓名', '巡查人', '巡查人员', '人员', 'person', 'patroller', 'author', '巡逻人', '巡逻人员', '巡查员', '巡查人姓名', '队员'],
  device: ['设备', '设备号', '终端', 'device', 'src', 'creator', '设备编号', '终端编号', '车牌号', '车辆', '执法记录仪编号'],
  fromAt: ['开始时间', '起始时间', 'fromat', 'begin', 'start', 'starttime', '开始', '出发时间', '巡查开始时间', 'startat', 'begintime'],
  toAt: ['结束时间', '终止时间', 'toat', 'end', 'endtime', '结束', '到达时间', '返回时间', '巡查结束时间', 'endat', 'finish'],
  note: ['备注', '说明', 'desc', 'cmt', 'note'],
  ...shape,
  ...identity,
};
