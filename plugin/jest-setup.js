/** What jsdom lacks of a browser and @grafana/ui asks for: sizes above all, as lists are drawn by what fits. */
const { TextDecoder, TextEncoder } = require('node:util');

const size = { width: 400, height: 300, top: 0, left: 0, right: 400, bottom: 300, x: 0, y: 0 };

class Observer {
  observe() {}
  unobserve() {}
  disconnect() {}
}

Object.assign(globalThis, { TextDecoder, TextEncoder, ResizeObserver: Observer, IntersectionObserver: Observer });
globalThis.matchMedia = (media) => ({
  media,
  matches: false,
  addListener() {},
  removeListener() {},
  addEventListener() {},
  removeEventListener() {},
});
globalThis.HTMLCanvasElement.prototype.getContext = () => ({ measureText: (text) => ({ width: text.length * 8 }) });
for (const key of ['clientWidth', 'offsetWidth']) {
  Object.defineProperty(globalThis.HTMLElement.prototype, key, { configurable: true, value: size.width });
}
for (const key of ['clientHeight', 'offsetHeight']) {
  Object.defineProperty(globalThis.HTMLElement.prototype, key, { configurable: true, value: size.height });
}
globalThis.Element.prototype.getBoundingClientRect = () => ({ ...size, toJSON: () => size });
