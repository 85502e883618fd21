// The picture: one or two pages with deep zoom, marks and a layer of selectable text.
import { keep, kept } from "./keeping.js";
import { makeLayer, markLayer } from "./layer.js";

const GAP = 0.02;
const KEEP = 6;

export function makeSheet(book, holder) {
  const seadragon = window.OpenSeadragon;
  const viewer = seadragon({
    element: holder,
    showNavigationControl: false,
    showSequenceControl: false,
    animationTime: 0.35,
    springStiffness: 9,
    blendTime: 0,
    immediateRender: true,
    imageLoaderLimit: 8,
    maxZoomPixelRatio: 3,
    minZoomImageRatio: 0.7,
    visibilityRatio: 0.4,
    drawer: "canvas",
    gestureSettingsMouse: { clickToZoom: false, dblClickToZoom: true },
    keyboardNavEnabled: false,
    crossOriginPolicy: false,
  });
  // The plain picture lies where a page shown whole and alone will be drawn: it goes once that is, or the page moves.
  const plain = holder.querySelector(".plain-page");
  const first = book.state.place;
  const bare = () => plain?.remove();
  if (book.state.two || kept("reader-fit", "whole") !== "whole") bare();
  for (const name of ["zoom", "pan"]) viewer.addHandler(name, (event) => { if (!event.immediately) bare(); });
  const infos = new Map();
  const items = new Map();
  const adding = new Map(); // place -> promise of its item: no page is added twice
  const layers = new Map();
  let wanted = [];
  let selecting = false;
  let turn = 0;
  // How a page is laid when it is opened: whole, or as wide as the stage with its top in view.
  let fit = kept("reader-fit", "whole");

  // info.json holds nothing that the book does not know already, so it is made here: one request less a page.
  function source(place) {
    if (!infos.has(place)) {
      const page = book.pages[place];
      const factors = [1];
      while (Math.max(page.width, page.height) / factors.at(-1) > 512) factors.push(factors.at(-1) * 2);
      infos.set(place, {
        "@context": "http://iiif.io/api/image/3/context.json",
        id: new URL(book.image(page.key), location.href).href,
        type: "ImageService3",
        protocol: "http://iiif.io/api/image",
        profile: "level2",
        width: page.width,
        height: page.height,
        tiles: [{ width: 512, height: 512, scaleFactors: factors }],
      });
    }
    return infos.get(place);
  }

  function bounds(places) {
    let left = 0;
    return places.map((place) => {
      const page = book.pages[place];
      const width = page.width / page.height;
      const box = new seadragon.Rect(left, 0, width, 1);
      left += width + GAP;
      return box;
    });
  }

  function add(place) {
    const { x, y } = box(place);
    return new Promise((resolve) => {
      viewer.addTiledImage({
        tileSource: source(place), x, y, height: 1, opacity: wanted.includes(place) ? 1 : 0, preload: true,
        success: (event) => {
          items.set(place, event.item);
          if (place === first) event.item.addOnceHandler("fully-loaded-change", () => window.requestAnimationFrame(bare));
          resolve();
        },
        error: () => { adding.delete(place); resolve(); },
      });
    });
  }

  // Where a page lies: among those that are wanted, or where it would lie alone.
  function box(place) {
    const at = wanted.indexOf(place);
    return bounds(at < 0 ? [place] : wanted)[Math.max(at, 0)];
  }

  // Another page may be wanted by the time an item is there, so its place is looked up then.
  function settle(place) {
    const item = items.get(place);
    if (!item) return;
    const { x, y } = box(place);
    item.setPosition(new seadragon.Point(x, y), true);
    item.setOpacity(wanted.includes(place) ? 1 : 0);
  }

  async function lie(place) {
    if (!adding.has(place)) adding.set(place, add(place));
    await adding.get(place);
    settle(place);
  }

  async function show(places, name) {
    const mine = ++turn;
    const same = places.join() === wanted.join();
    wanted = places;
    if (places.join() !== String(first)) bare();
    holder.setAttribute("aria-label", name);
    await Promise.all(places.map(lie));
    if (mine !== turn) return;
    for (const number of items.keys()) settle(number);
    if (!same || !viewer.world.getItemCount()) lay(true);
    layAll(mine);
    drawn(() => window.setTimeout(() => ahead(mine), 120));
  }

  // Goes on when the pages in view are there in full: their neighbours must not take the line from them.
  function drawn(then) {
    const late = wanted.map((place) => items.get(place)).find((item) => item && !item.getFullyLoaded());
    if (late) late.addOnceHandler("fully-loaded-change", then); else then();
  }

  // The neighbours are laid ready, unseen, so that turning the page shows it at once; pages far away are dropped.
  function ahead(mine) {
    if (mine !== turn) return;
    const near = [wanted.at(-1) + 1, wanted[0] - 1, wanted.at(-1) + 2].filter((number) => book.pages[number]);
    near.forEach(lie);
    for (const [number, item] of items) {
      if (Math.min(...wanted.map((one) => Math.abs(one - number))) > KEEP) {
        viewer.world.removeItem(item);
        items.delete(number);
        adding.delete(number);
      }
    }
  }

  function lay(at_once) {
    const last = bounds(wanted).at(-1);
    const width = last.x + last.width;
    const height = fit === "width" ? Math.min(1, width / viewer.viewport.getAspectRatio()) : 1;
    viewer.viewport.fitBounds(new seadragon.Rect(0, 0, width, height), at_once);
  }

  function choose(name) {
    fit = name;
    keep("reader-fit", name);
    lay(false);
  }

  // Goes on by most of the stage's height where the page reaches beyond it; false where there is no more of it.
  function pan(direction, share = 0.85) {
    const seen = viewer.viewport.getBounds();
    const rest = direction > 0 ? 1 - seen.y - seen.height : seen.y;
    if (rest < 0.01) return false;
    const step = Math.min(rest, seen.height * share);
    viewer.viewport.panBy(new seadragon.Point(0, direction * step));
    return true;
  }

  function layAll(mine) {
    for (const layer of layers.values()) viewer.removeOverlay(layer);
    layers.clear();
    const boxes = bounds(wanted);
    wanted.forEach(async (number, at) => {
      const words = await book.reading(book.pages[number].key).catch(() => null);
      if (!words || mine !== turn) return;
      const layer = makeLayer(words);
      layers.set(number, layer);
      viewer.addOverlay({ element: layer, location: boxes[at] });
      layer.classList.toggle("selecting", selecting);
      markLayer(layer, book.state.marks.get(number));
    });
  }

  // The zoom at which the pages are laid; kept by hand, because unseen neighbours would count in OpenSeadragon's.
  function homeZoom() {
    const last = bounds(wanted).at(-1);
    const width = last.x + last.width;
    return fit === "width" ? Math.max(1 / width, 1 / viewer.viewport.getAspectRatio()) : Math.min(1 / width, 1 / viewer.viewport.getAspectRatio());
  }

  viewer.addHandler("zoom", () => {
    if (wanted.length) document.getElementById("reader").dataset.zoomed = viewer.viewport.getZoom() > homeZoom() * 1.15 ? "yes" : "no";
  });
  viewer.addHandler("resize", () => {
    if (wanted.length && document.getElementById("reader").dataset.zoomed !== "yes") window.setTimeout(() => lay(true));
  });

  return {
    show,
    whole: () => choose("whole"),
    wide: () => choose("width"),
    pan,
    focus: () => holder.focus(),
    zoom: (factor) => { viewer.viewport.zoomBy(factor); viewer.viewport.applyConstraints(); },
    mark: () => { for (const [number, layer] of layers) markLayer(layer, book.state.marks.get(number)); },
    select: () => {
      selecting = !selecting;
      viewer.setMouseNavEnabled(!selecting);
      for (const layer of layers.values()) layer.classList.toggle("selecting", selecting);
      return selecting;
    },
  };
}
