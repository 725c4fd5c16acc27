// What the screen shows while pages change.

/** The mean shade, from 0 (black) to 255, of every frame that `page` shows during `work`. */
export const frames = async (page, work) => {
  const session = await page.context().newCDPSession(page);
  const seen = [];
  session.on("Page.screencastFrame", ({ data, sessionId }) => {
    seen.push(data);
    session.send("Page.screencastFrameAck", { sessionId }).catch(() => {});
  });
  await session.send("Page.startScreencast", { format: "png", everyNthFrame: 1 });
  await work();
  await page.waitForTimeout(500);
  await session.send("Page.stopScreencast");
  await session.detach();
  const reader = await page.context().newPage();
  try {
    return await reader.evaluate(shades, seen);
  } finally {
    await reader.close();
  }
};

const shades = (pictures) =>
  Promise.all(
    pictures.map(async (data) => {
      const picture = new Image();
      picture.src = `data:image/png;base64,${data}`;
      await picture.decode();
      const canvas = new OffscreenCanvas(picture.width, picture.height).getContext("2d");
      canvas.drawImage(picture, 0, 0);
      const { data: bytes } = canvas.getImageData(0, 0, picture.width, picture.height);
      let sum = 0;
      for (let at = 0; at < bytes.length; at += 4) sum += bytes[at] + bytes[at + 1] + bytes[at + 2];
      return (sum * 4) / (3 * bytes.length);
    }),
  );
