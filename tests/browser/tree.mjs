// What Chromium hands to screen readers.

/** Every node of the tree: its role, its name, its properties. */
export const tree = async (page) => {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send("Accessibility.getFullAXTree");
  await session.detach();
  return nodes
    .filter((it) => !it.ignored)
    .map((it) => ({
      role: it.role?.value,
      name: it.name?.value?.trim() ?? "",
      ...Object.fromEntries((it.properties ?? []).map(({ name, value }) => [name, value.value])),
    }));
};
