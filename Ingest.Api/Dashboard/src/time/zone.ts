/** The viewer's time zone, as the API takes it. */
export const zone = ((): string => {
  const name = Intl.DateTimeFormat().resolvedOptions().timeZone as string | undefined;
  return name === undefined || name === 'Etc/Unknown' ? 'UTC' : name;
})();
