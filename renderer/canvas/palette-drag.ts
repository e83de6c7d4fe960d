/** What a service carries while it is dragged from the palette to the canvas. */
export const SERVICE_MEDIA = 'application/x-spillway-service';
