"use strict";

// A percentile over the arrivals per second, hatched where runs are no measurement.
chartKinds.rates = (tools) => {
    const { theme, symbols, number, escaped, clientColour, frame, small, axis, upright, whisker, hollow } = tools;

    // The strips around the rates at which some client has too few valid forks, hatched.
    function hatched(chart) {
        const rates = [...new Set(chart.lines.flatMap((line) => line.points.map((p) => p.rate)))].sort((a, b) => a - b);
        const edge = (i, step) =>
            rates[i + step] === undefined ? rates[i] * (1 + 0.04 * step) : (rates[i] + rates[i + step]) / 2;
        return {
            name: "too few valid forks",
            type: "custom",
            silent: true,
            z: 1,
            encode: { x: [0, 1] },
            data: chart.invalid.map((rate) => [edge(rates.indexOf(rate), -1), edge(rates.indexOf(rate), 1)]),
            renderItem: (params, api) => {
                const area = params.coordSys;
                const x1 = api.coord([api.value(0), 1])[0];
                const x2 = Math.min(Math.max(api.coord([api.value(1), 1])[0], x1 + 12), area.x + area.width);
                const strokes = [];
                for (let x = x1 - area.height; x < x2; x += 9) {
                    strokes.push({
                        type: "line",
                        shape: { x1: x, y1: area.y + area.height, x2: x + area.height, y2: area.y },
                        style: { stroke: theme().warn, lineWidth: 1, opacity: 0.3 },
                    });
                }
                const shape = { x: x1, y: area.y, width: x2 - x1, height: area.height };
                return {
                    type: "group",
                    children: strokes,
                    clipPath: { type: "rect", shape },
                };
            },
        };
    }

    function rateLine(chart, line, i) {
        const colour = clientColour(line.name);
        const points = line.points.filter((p) => p.value !== null);
        return [
            {
                name: line.name,
                type: "line",
                z: 4,
                symbol: symbols[i % symbols.length],
                symbolSize: 9,
                itemStyle: { color: colour },
                lineStyle: { color: colour, width: 2.2 },
                data: points.map((p) => ({
                    value: [p.rate, p.value],
                    itemStyle: p.invalid > 0 ? hollow(colour) : { color: colour },
                })),
                tooltip: {
                    formatter: ({ dataIndex }) => {
                        const p = points[dataIndex];
                        const interval = p.low === null ? "" : ` (${number(p.low)} to ${number(p.high)})`;
                        const invalid = p.invalid > 0 ? `<br>${p.invalid} forks thrown out` : "";
                        return `<b>${escaped(line.name)}</b> at ${number(p.rate)}/s<br>${number(p.value)} µs${interval}${invalid}`;
                    },
                },
            },
            whisker(
                line.name,
                colour,
                points.filter((p) => p.low !== null).map((p) => [p.rate, p.low, p.high]),
                false,
            ),
        ];
    }

    function rates(chart) {
        const names = chart.lines.map((line) => line.name);
        const values = chart.lines.flatMap((line) => line.points.map((p) => p.rate));
        return {
            ...frame(names),
            xAxis: axis("arrivals per second", {
                type: "value",
                min: 0,
                max: Math.max(...values) * 1.04,
                nameLocation: "middle",
                nameGap: 28,
                axisLabel: { ...small(), formatter: (value) => (value > Math.max(...values) ? "" : number(value)) },
            }),
            yAxis: upright(chart.axis, {
                type: "log",
                min: ({ min }) => 10 ** Math.floor(Math.log10(min)),
                axisLabel: { ...small(), formatter: number },
                minorSplitLine: { show: true, lineStyle: { color: theme().grid, opacity: 0.5 } },
            }),
            series: [hatched(chart), ...chart.lines.flatMap((line, i) => rateLine(chart, line, i))],
        };
    }

    return rates;
};
