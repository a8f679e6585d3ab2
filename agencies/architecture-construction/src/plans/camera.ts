/** How a sheet is looked at: enlarged `scale` times, its upper left corner at `x`, `y` of the frame, in pixels. */
export interface Camera {
  scale: number;
  x: number;
  y: number;
}
export interface Size {
  width: number;
  height: number;
}

export const WHOLE: Camera = { scale: 1, x: 0, y: 0 };
const MOST = 12;

const within = (value: number, least: number, most: number): number => Math.min(Math.max(value, least), most);

/** Keeps the sheet in the frame: a larger one has no edge inside it, a smaller one is not pushed out. */
export function held({ scale, x, y }: Camera, frame: Size, sheet: Size): Camera {
  const rest = (whole: number, part: number): [number, number] => (part <= whole ? [0, whole - part] : [whole - part, 0]);
  return {
    scale,
    x: within(x, ...rest(frame.width, sheet.width * scale)),
    y: within(y, ...rest(frame.height, sheet.height * scale)),
  };
}

/** Enlarges or makes smaller so that the point of the sheet below `at` stays where it is. */
export function zoomed(camera: Camera, factor: number, at: { x: number; y: number }, frame: Size, sheet: Size): Camera {
  const scale = within(camera.scale * factor, 1, MOST);
  const by = scale / camera.scale;
  return held({ scale, x: at.x - (at.x - camera.x) * by, y: at.y - (at.y - camera.y) * by }, frame, sheet);
}

/** Brings a point of the sheet, given from 0 to 1, into the middle of the frame. */
export const centred = (camera: Camera, point: { x: number; y: number }, frame: Size, sheet: Size): Camera =>
  held(
    {
      scale: camera.scale,
      x: frame.width / 2 - point.x * sheet.width * camera.scale,
      y: frame.height / 2 - point.y * sheet.height * camera.scale,
    },
    frame,
    sheet,
  );

/** The point of the sheet below a point of the frame, from 0 to 1. */
export const pointAt = (camera: Camera, at: { x: number; y: number }, sheet: Size): { x: number; y: number } => ({
  x: within((at.x - camera.x) / (sheet.width * camera.scale || 1), 0, 1),
  y: within((at.y - camera.y) / (sheet.height * camera.scale || 1), 0, 1),
});
