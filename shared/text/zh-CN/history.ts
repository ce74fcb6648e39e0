export const history = {
  what: { created: '新建', changed: '修改', removed: '删除' },
  position: '位置',
  faults: {
    entryMissing: '第 {{rev}} 次修改的记录不见了',
    entryEdited: '第 {{rev}} 次修改的记录被改动过',
    chunkEdited: '第 {{rev}} 次修改的内容被改动过',
    chunkMissing: '第 {{rev}} 次修改的部分内容不见了',
    chunkUnexpected: '第 {{rev}} 次修改中混入了不属于它的内容',
    undoEdited: '第 {{rev}} 次修改的撤销标记被改动过',
    headEdited: '修改记录的末尾（第 {{rev}} 次）与工作区所记不一致',
  },
  sound: '修改记录完整：共 {{entries}} 次修改，未发现改动。',
  unsound: '修改记录有 {{total}} 处与写入时不一致。',
  outsideTitle: '工作区被其他软件改动过',
  outsideHint: '这些改动没有记入修改记录。可以作为一次修改采纳（之后仍可撤销），或恢复为本程序保存的内容。',
  outsideRow: '新增 {{added}}，修改 {{changed}}，删除 {{removed}}',
  adopt: '采纳为一次修改',
  reject: '恢复为保存的内容',
  readOnly: {
    newerSchema: '此工作区由更新版本的程序保存，只能查看，不能修改。请升级程序。',
  },
};
