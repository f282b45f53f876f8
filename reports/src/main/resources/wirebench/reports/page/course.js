// What experiments show over a rate and over time; see experiment.js.
const courseKinds = (page) => {
    const { frame, axis, upright, small, whisker, number, escaped, theme, symbols, lying, hollow, upLine, nice } =
        experimentTools(page);

    // The strips around the rates at which some client has too few valid forks, hatched.
    function hatched(chart) {
        const rates = [...new Set(chart.lines.flatMap((line) => line.points.map((p) => p.rate)))].sort((a, b) => a - b);
        const edge = (i, step) => (rates[i + step] === undefined ? rates[i] * (1 + 0.04 * step) : (rates[i] + rates[i + step]) / 2);
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

    function rateLine(chart, line, i) {
        const colour = theme().colour(line.name);
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
            whisker(line.name, colour, points.filter((p) => p.low !== null).map((p) => [p.rate, p.low, p.high]), false),
        ];
    }

    function timeline(chart) {
        const shared = frame(chart.arms);
        const relatives = chart.moments.map((moment) => moment.relative);
        const steals = chart.moments.map((moment) => [moment.minute, moment.steal]);
        const last = Math.max(...chart.moments.map((moment) => moment.minute));
        const most = 2 * Math.max(chart.stealLimit, Math.ceil(Math.max(...steals.map(([, steal]) => steal)) / 2));
        const width = { min: 0, max: nice(Math.max(last, 0.1) * 1.03, Math.ceil) };
        const bottom = { left: 56, right: 16, bottom: 40, height: 56, containLabel: false };
        const room = 0.06 * (Math.max(...relatives) - Math.min(...relatives));
        return {
            ...shared,
            legend: { ...shared.legend, itemWidth: 14 },
            grid: [{ left: 56, right: 16, top: shared.grid.top, bottom: 130, containLabel: false }, bottom],
            xAxis: [
                axis("", { type: "value", ...width, axisLabel: { show: false } }),
                lying("minutes since the first fork began", {
                    gridIndex: 1,
                    ...width,
                    splitLine: { show: false },
                    axisLabel: { ...small(), formatter: number },
                }),
            ],
            yAxis: [
                upright("times the arm’s median", {
                    min: nice(Math.min(0.95, ...relatives) - room, Math.floor),
                    max: nice(Math.max(1.05, ...relatives) + room, Math.ceil),
                }),
                upright("steal, %", { gridIndex: 1, max: most, interval: most / 2 }),
            ],
            series: [
                ...chart.arms.map((arm, i) => moments(chart, arm, i)),
                {
                    type: "bar",
                    xAxisIndex: 1,
                    yAxisIndex: 1,
                    barWidth: 3,
                    silent: true,
                    data: steals.map((value) => ({
                        value,
                        itemStyle: { color: value[1] > chart.stealLimit ? theme().warn : theme().muted },
                    })),
                },
            ],
        };
    }

    function moments(chart, arm, i) {
        const colour = theme().colour(arm);
        const own = chart.moments.filter((moment) => moment.arm === i);
        const style = (moment) => (moment.isHollow ? hollow(colour) : { color: colour, opacity: 0.8 });
        return {
            name: arm,
            type: "scatter",
            symbol: symbols[i % symbols.length],
            itemStyle: { color: colour },
            data: own.map((moment) => ({
                value: [moment.minute, moment.relative],
                symbol: moment.isInvalid ? "path://M0,0L10,10M10,0L0,10" : symbols[i % symbols.length],
                symbolSize: moment.isInvalid ? 9 : 8,
                itemStyle: moment.isInvalid ? { color: "none", borderColor: colour, borderWidth: 1.8 } : style(moment),
            })),
            tooltip: {
                formatter: ({ dataIndex }) =>
                    `<b>${escaped(arm)}</b>: ${number(own[dataIndex].relative)} times its median<br>${escaped(own[dataIndex].note)}`,
            },
            ...(i > 0 ? {} : { markLine: { ...upLine(1, ""), data: [{ yAxis: 1 }] } }),
        };
    }

    return { rates, timeline };
};

