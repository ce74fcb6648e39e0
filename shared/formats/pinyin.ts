/** Syllable and the characters of header words read so. A character may stand under two. */
const syllables =
  'an安案 bai百 ban板办班 bao报包 bei北备被 bi闭 bian编边 biao标表 bie别 bing病 bu部不 cai采材 can餐 ce册 ceng层 cha查 chan产 chang场长 ' +
  'che车撤 cheng称程成 chu处出 chuan串 chuang床创 ci次 cun村存 cuo措 da大达 dai代带 dan单 dang档当 dao道到导 de德的得 deng等登 di地 ' +
  'dian店点电 diao吊 ding定 dong东 du度督 duan段端 dui队对 duo多 er二 fa法发 fan范返 fang方房防放访 fei废 fen分份 feng风 fou否 fu负附服复幅 ' +
  'gai改 gang岗 gao高告 ge格个 geng更 gong公工功 gou构 gu固估 guan管关 gui规轨 guo过果 han函 hang行 hao号好 he合何核 heng横 hu户 hua话划 ' +
  'huan患换环 hui会回 huo火或 ji级机籍记计几集技积急际迹及 jia家 jian建间件监检见 jiao交角校 jie街结截界 jin进紧 jing经警营 jiu九就 ju具据居 kai开 kao考 ' +
  'ke客可 kong控空 kuai会 kuang况 lai来 lao老 lei类 li立理里隶 lian联 liang量辆梁 lie列 ling令领 liu流 lou楼 lu录路 lun论 luo落逻 ma码 ' +
  'men门 mi米 mian面 miao描 min民 ming名明 mo摸 mu目 na纳 nei内 neng能 nian年 pai排牌派 pan判 pei配 pian片 pin品 ping评平 pu铺 ' +
  'qi企起期其器启 qian前 qiao桥 qin勤 qing情 qiu求球 qu区 quan全权 ren人任 ri日 rong容 ru入 san三 se色 shang商上 she社设 shen身 ' +
  'shi施使识时失始实市是式 shou收手受守 shu属数术述束 shuan栓 shui水 shuo说 si司 su速宿素 sui隧 suo所 ta他 tai态台 ti题体 tian填 tiao条 ting停 ' +
  'tong统通 tou投 tu突图 wan完 wang网 wei位唯违微围为纬 wen问 wu务 xi细系息席 xia下辖 xian线限险现 xiang项详向巷乡象 xiao小效消销校 xie歇 xin信心 ' +
  'xing姓性型行形 xu序 xue学 xun巡 yan严验 yao要 ye业 yi一议依意驿移仪 yin因隐 ying营应 yong用 you有优 yu与域 yuan员原源元 yue月 yun运 zai在灾 ' +
  'ze责 zhan站占 zhang长账 zhao照招 zhe者 zhen镇 zheng整证正 zhi制质值职止终址置织执至知 zhong终重种中 zhu住主注筑驻 zhuang状 zhun准 zhuo桌 zi资字 ' +
  'zong总纵 zou走 zu组 zui最 zuo作座坐';

const readings = new Map<string, string[]>();
for (const entry of syllables.split(' ')) {
  const [, syllable, chars] = /^([a-z]+)(.+)$/u.exec(entry)!;
  for (const char of chars!) readings.set(char, [...new Set([...(readings.get(char) ?? []), syllable!])]);
}

export interface Pinyin {
  /** `mingcheng` */
  full: string;
  /** `mc` */
  initials: string;
}
const mostReadings = 8;

/** Every way a Chinese word is spelled, or none when it holds anything but known characters. Only characters of header words are known. */
export function pinyinOf(word: string): Pinyin[] {
  let spelled: Pinyin[] = [{ full: '', initials: '' }];
  for (const char of word) {
    const known = readings.get(char);
    if (known === undefined) return [];
    spelled = spelled.flatMap(({ full, initials }) =>
      known.map((syllable) => ({ full: full + syllable, initials: initials + syllable[0]! })),
    );
    if (spelled.length > mostReadings) spelled = spelled.slice(0, mostReadings);
  }
  return word === '' ? [] : spelled;
}
