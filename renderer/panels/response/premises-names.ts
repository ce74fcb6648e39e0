import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { host } from '../../host/host.ts';

/** Names of premises, in their order; null until they are read. @param fids keeps its identity as long as the same are asked; null asks nothing yet */
export function usePremisesNames(fids: readonly number[] | null): readonly string[] | null {
  const { t } = useTranslation();
  const [read, setRead] = useState<{ fids: readonly number[]; names: readonly (string | null)[] } | null>(null);
  useEffect(() => {
    if (fids === null) return undefined;
    let current = true;
    void host()
      .records.premisesNames({ fids: [...fids] })
      .then((names) => {
        if (current) setRead({ fids, names });
      });
    return () => {
      current = false;
    };
  }, [fids]);
  if (read === null || read.fids !== fids) return null;
  return read.names.map((name, index) => name || t('response.gap.unnamed', { fid: read.fids[index] }));
}
