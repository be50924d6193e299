declare const unit: unique symbol;
/** A number whose unit lives in the type only; at run time it is a plain number. */
type In<Unit extends string> = number & { readonly [unit]: Unit };

/** Length in millimetres. */
export type Mm = In<'mm'>;
/** Area in square millimetres. */
export type Mm2 = In<'mm2'>;
/** Volume in cubic millimetres. */
export type Mm3 = In<'mm3'>;
/** Plane angle in degrees. */
export type Deg = In<'deg'>;
/** CT number in Hounsfield units. */
export type Hu = In<'HU'>;
/** Time in milliseconds. */
export type Ms = In<'ms'>;

/** The number as millimetres. */
export const mm = (value: number): Mm => value as Mm;
/** The number as square millimetres. */
export const mm2 = (value: number): Mm2 => value as Mm2;
/** The number as cubic millimetres. */
export const mm3 = (value: number): Mm3 => value as Mm3;
/** The number as degrees. */
export const deg = (value: number): Deg => value as Deg;
/** The number as Hounsfield units. */
export const hu = (value: number): Hu => value as Hu;
/** The number as milliseconds. */
export const ms = (value: number): Ms => value as Ms;
/** Degrees from radians. */
export const degFromRad = (radians: number): Deg => deg((radians * 180) / Math.PI);
/** Radians from degrees. */
export const radFromDeg = (degrees: Deg): number => (degrees * Math.PI) / 180;
