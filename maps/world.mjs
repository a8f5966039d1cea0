// Draws static/img/world.svg: one shape for every entry of ISO 3166, its code as the name, in an equal-area projection.
// Run once a change of shapes is wanted; the portal itself needs no Node. How and why: docs/adr/ (the map of the world).
//
//   npm install --no-save world-atlas@2.0.2 d3-geo@3 topojson-client@3 topojson-simplify@3
//   node maps/world.mjs > static/img/world.svg
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { geoArea, geoCentroid, geoEqualEarth, geoPath } from "d3-geo";
import * as topojson from "topojson-client";
import * as simplifying from "topojson-simplify";

const WIDTH = 2000; // units of the drawing; coordinates are whole numbers, half a pixel on a wide screen
const DETAIL = 2.2e-5; // steradians: corners that matter less are left out
const ISLET = 2.5e-5; // steradians: smaller parts of a country are left out, all but its largest
const SMALL = 60; // square units: a smaller country is a dot
const DOT = { state: 7, territory: 5 }; // units: its radius
const MIDDLE = 11; // degrees east: the map is cut through the Bering Strait, not through a country

// Parts of another country in Natural Earth that are entries of their own, by a point in them.
const PARTS = { GF: [-53.2, 3.9], RE: [55.5, -21.1], YT: [45.2, -12.8], GP: [-61.5, 16.2], MQ: [-61, 14.7] };
// Too small for the source; degrees east and north.
const POINTS = {
  BQ: [-68.3, 12.2], CC: [96.9, -12.2], CX: [105.6, -10.5], GI: [-5.35, 36.1], SJ: [16, 78.5],
  TK: [-171.8, -9.2], TV: [179.2, -8.5],
};
// Lines that the United Nations do not draw: said to be whose by their maps and resolutions (GA 68/262, SC 541, SC 1244).
const UNITED = { Somaliland: "SO", "N. Cyprus": "CY", Kosovo: "RS" };
const CRIMEA = [34.3, 45.2];
const LEFT_OUT = new Set(["AQ", "BV", "GS", "HM", "IO", "TF", "UM"]); // nobody lives there

const read = (name) => JSON.parse(readFileSync(createRequire(import.meta.url).resolve(name)));
const countries = readFileSync(new URL("../portal/core/data/countries.csv", import.meta.url), "utf8")
  .trim().split("\n").slice(1);
const codes = { 158: "TW" }; // ISO 3166 by the number that the source has; the file lacks this one
for (const [iso2, , number] of countries.map((line) => line.split(","))) codes[number || iso2] ??= iso2;
const territories = new Set(countries.filter((line) => /,territory or area,/.test(line)).map((line) => line.slice(0, 2)));

const whole = read("world-atlas/countries-50m.json");
const known = simplifying.simplify(simplifying.presimplify(whole, simplifying.sphericalTriangleArea), DETAIL);

/** Polygons of arcs by country: taken apart, because some belong to another entry than the source says. */
function polygonsByCountry() {
  const found = {};
  for (const geometry of known.objects.countries.geometries) {
    const iso2 = UNITED[geometry.properties.name] ?? codes[geometry.id];
    if (!iso2) continue;
    for (const arcs of geometry.type === "Polygon" ? [geometry.arcs] : geometry.arcs) {
      const part = Object.keys(PARTS).find((each) => iso2 === "FR" && near(arcs, PARTS[each]));
      (found[part ?? (iso2 === "RU" && near(arcs, CRIMEA) ? "UA" : iso2)] ??= []).push(arcs);
    }
  }
  return found;
}

function near(arcs, [east, north]) {
  const [x, y] = geoCentroid(topojson.feature(whole, { type: "Polygon", arcs }));
  return Math.hypot(x - east, y - north) < 2;
}

/** One geometry of a country without its islets; parts that touch are one. */
function shape(polygons) {
  const area = (arcs) => geoArea(topojson.feature(whole, { type: "Polygon", arcs }));
  const largest = Math.max(...polygons.map(area));
  const kept = polygons.filter((arcs) => area(arcs) >= Math.min(ISLET, largest));
  return topojson.merge(known, kept.map((arcs) => ({ type: "Polygon", arcs })));
}

// Not resampled: a straight line between two corners is straight on the map. Cut where the map ends.
const projection = geoEqualEarth().precision(0).rotate([-MIDDLE, 0]).fitWidth(WIDTH, { type: "Sphere" });
const [top, bottom] = [84, -56.5].map((north) => Math.round(projection([MIDDLE, north])[1]));
const place = ([x, y]) => [Math.round(x), Math.round(y) - top];

/** The rings of a geometry on the map, as corners in whole units; those that shrink to a line are left out. */
function ringsOf(geometry) {
  const rings = [];
  geoPath(projection, {
    moveTo: (x, y) => rings.push([place([x, y])]),
    lineTo: (x, y) => String(place([x, y])) === String(rings.at(-1).at(-1)) || rings.at(-1).push(place([x, y])),
    closePath: () => String(rings.at(-1)[0]) === String(rings.at(-1).at(-1)) && rings.at(-1).pop(),
  })(geometry);
  return rings.filter((corners) => corners.length > 2);
}

function size(corners) {
  const next = (i) => corners[(i + 1) % corners.length];
  return Math.abs(corners.reduce((sum, [x, y], i) => sum + (x * next(i)[1] - next(i)[0] * y) / 2, 0));
}

/** From one corner to the next in relative steps, which are short numbers. */
function path(corners) {
  const steps = corners.slice(1).map(([x, y], i) => [x - corners[i][0], y - corners[i][1]]);
  return `M${corners[0].join(" ")}l${steps.flat().join(" ")}z`.replaceAll(" -", "-");
}

const polygons = polygonsByCountry();

/** The element of a country; "" where nothing is known of its place. */
function drawn(iso2) {
  const land = polygons[iso2] ? shape(polygons[iso2]) : { type: "MultiPolygon", coordinates: [] };
  const rings = ringsOf(land);
  if (rings.reduce((sum, corners) => sum + size(corners), 0) >= SMALL) {
    return `<path id="${iso2}" d="${rings.map((corners) => path(corners)).join("")}"/>`;
  }
  const centre = POINTS[iso2] ?? PARTS[iso2] ?? (land.coordinates.length ? geoCentroid(land) : null);
  if (!centre) return "";
  const [x, y] = place(projection(centre));
  return `<circle id="${iso2}" cx="${x}" cy="${y}" r="${territories.has(iso2) ? DOT.territory : DOT.state}"/>`;
}

console.log(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${bottom - top}">`);
console.log("<!-- Equal Earth projection; shapes after Natural Earth 1:50m, public domain. Made by maps/world.mjs. -->");
const elements = [...new Set(Object.values(codes))].filter((each) => !LEFT_OUT.has(each)).sort().map(drawn).filter(Boolean);
console.log(`<g id="world">\n${elements.join("\n")}\n</g>`);
console.log("</svg>");
