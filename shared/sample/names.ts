import type { SampleRandom } from './sample-random.ts';

/** Made-up names: of streets, people, places and shops. Nothing here is taken from a register. */
const firsts = [
  ...'永长安和文新兴光明昌福瑞德嘉天云清青丹锦金玉松柏柳槐桐枫兰竹梅春秋秀景华荣盛建胜利友向朝东曙红星宏泰祥顺富康宁静雅翠碧银凤龙鹤鹿雁泉溪湖石林园',
];
const seconds = [
  ...'宁泰平乐康昌盛源和顺华阳春秋安兴业德仁义信达通远志民旺丰裕禄庆佳美丽苑园泉溪河岭峰山石林木庄亭台塔桥门坊庭辉煌霞月晖岚青风雨雪松竹梅',
];

/** Hands out street names, each once. */
export function streetNames(random: SampleRandom): (suffixes: readonly string[]) => string {
  const stems = random.shuffle(firsts.flatMap((first) => seconds.filter((second) => second !== first).map((second) => first + second)));
  let next = 0;
  return (suffixes) => stems[next++]! + random.pick(suffixes);
}

const villageFirsts = [
  '杨树',
  '柳条',
  '松树',
  '石桥',
  '沙梁',
  '北湾',
  '东沟',
  '西沟',
  '王家',
  '李家',
  '赵家',
  '孙家',
  '刘家',
  '大庙',
  '小庙',
  '红土',
  '黄土',
  '白石',
  '青山',
  '黑水',
  '二道',
  '三道',
  '头道',
  '上官',
  '下官',
  '南梁',
  '北梁',
  '桃花',
  '杏花',
  '梨树',
  '榆树',
  '槐树',
  '大榆',
  '马架',
  '牛家',
  '土城',
  '老府',
  '新井',
  '古井',
  '双井',
  '水泉',
  '温泉',
  '龙泉',
  '五家',
  '八家',
  '十家',
  '官地',
  '河北',
  '河南',
  '山前',
  '山后',
];
const villageSeconds = ['沟', '营子', '湾', '梁', '屯', '庄', '店', '窝铺', '地', '洼', '坡'];
export function villageNames(random: SampleRandom): () => string {
  const stems = random.shuffle(villageFirsts);
  let next = 0;
  return () => `${stems[next % stems.length]!}${villageSeconds[(next++ * 7 + 3) % villageSeconds.length]!}`;
}

const surnames = [
  ...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文',
];
const givenFirsts = [...'建国志海春秀玉桂淑文晓丽俊永立德宝凤金福新红明亚雅思子雨佳欣嘉宇浩梓若'];
const givenSeconds = [...'华军强平芳英兰梅霞玲涛鹏超磊波辉峰刚勇杰民生林成东宁洋燕娟敏静慧琴颖琳婷轩怡然'];
export function personName(random: SampleRandom): string {
  return random.pick(surnames) + (random.chance(0.75) ? random.pick(givenFirsts) : '') + random.pick(givenSeconds);
}

/** A number no line is ever given: the 000 pattern of made-up telephones. */
export function madeUpPhone(random: SampleRandom): string {
  return `1${random.whole(3, 9)}${random.whole(0, 9)}0000${String(random.whole(0, 9999)).padStart(4, '0')}`;
}

export const shopStems = [
  '红枫',
  '长青',
  '鸿福',
  '顺达',
  '万家',
  '百姓',
  '兴隆',
  '佳佳',
  '好再来',
  '老地方',
  '金鼎',
  '福满',
  '聚源',
  '春晖',
  '天一',
  '鑫源',
  '宏运',
  '四季',
  '同心',
  '阿林',
  '小巷',
  '东升',
  '惠民',
  '乐享',
  '吉祥',
  '如意',
  '北国',
  '云顶',
  '新世纪',
  '华联',
  '康泰',
  '永盛',
  '诚信',
  '众和',
  '家和',
  '明珠',
  '星光',
  '时代',
  '青青',
  '美惠',
];
export const estateStems = [
  '枫林',
  '翠湖',
  '锦绣',
  '阳光',
  '和谐',
  '金色',
  '滨河',
  '盛世',
  '御景',
  '书香',
  '怡和',
  '凤凰',
  '明珠',
  '香榭',
  '紫金',
  '学府',
  '康馨',
  '天润',
  '龙泉',
  '星河',
  '富丽',
  '丽景',
  '东方',
  '温馨',
  '碧水',
  '蓝天',
  '祥瑞',
  '世纪',
  '华府',
  '新城',
];
export const estateEnds = ['家园', '花园', '苑', '小区', '名邸', '新村', '嘉园', '公馆', '佳苑'];

/** Hands out names of urban communities, each once. */
export function communityNames(random: SampleRandom): () => string {
  const stems = random.shuffle(firsts.flatMap((first) => seconds.filter((second) => second !== first).map((second) => first + second)));
  let next = 0;
  return () => `${stems[next++]!}社区`;
}
