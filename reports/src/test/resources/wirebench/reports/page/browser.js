"use strict";

// As much of a browser as the page's scripts ask for: its style sheet's colours, its figures, its events. ECharts draws
// into strings, of which the test hears as drawn(kind, marks, those of the bare frame, SVG). A colour is asked for by
// name. Gives back what tells all who listen of an event; only charts of one kind are then drawn, if one is named.
function openBrowser(figures, charts, colour, drawn) {
    const width = 1056;
    const listeners = {};

    const listen = (name, listener) => (listeners[name] ??= []).push(listener);

    const element = (more) => ({
        clientWidth: width,
        style: {},
        classList: { add() {}, remove() {} },
        setAttribute() {},
        append() {},
        before() {},
        getContext: () => null,
        querySelectorAll: () => [],
        ...more,
    });

    const button = () => element({ addEventListener: (_, listener) => listen("choice", listener) });

    const elements = figures.map(([id, kind]) => element({ id, dataset: { kind } }));

    globalThis.document = {
        body: element(),
        documentElement: element(),
        getElementById: () => ({ textContent: charts }),
        querySelector: () => element(),
        querySelectorAll: (selector) => (selector === ".chart" ? elements : []),
        createElement: (name) => (name === "button" ? button() : element()),
    };
    globalThis.setTimeout = () => 0;
    globalThis.window = { addEventListener: listen };
    globalThis.getComputedStyle = () => ({
        fontFamily: "sans-serif",
        getPropertyValue: colour,
    });
    globalThis.matchMedia = () => ({ addEventListener: (_, listener) => listen("theme", listener) });

    const marks = (svg) => svg.match(/<(path|text|image)\b/g).length;

    // The kinds whose bare frame was looked at; once is enough, for it takes as long as the whole.
    const framed = new Set();
    let only = "";

    const init = echarts.init;
    echarts.init = (figure, _, options) => {
        const chart = init(null, null, { ...options, ssr: true, width: options.width ?? width, height: 400 });
        const setOption = chart.setOption.bind(chart);
        const svgOf = (option) => {
            setOption(option, true);
            return chart.renderToSVGString();
        };
        chart.setOption = (option) => {
            const kind = figure.dataset.kind;
            if (only && kind !== only) {
                return;
            }
            const bare = option.series.map((series) => ({ ...series, data: [], markLine: undefined }));
            const frame = framed.has(kind) ? 0 : marks(svgOf({ ...option, series: bare }));
            framed.add(kind);
            const svg = svgOf(option);
            drawn(kind, marks(svg), frame, svg);
        };
        return chart;
    };

    return (event, kind) => {
        only = kind;
        (listeners[event] ?? []).forEach((listener) => listener());
    };
}
