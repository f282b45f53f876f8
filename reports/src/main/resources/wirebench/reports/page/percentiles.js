"use strict";

// Latency over the share of exchanges that were faster, of one of several choices.
chartKinds.percentiles = (tools) => {
    const { theme, number, escaped, symbol, clientColour, frame, small, axis, upright } = tools;

    // A nine more at each decade; what lies between, such as the end of the axis, has no label.
    function percent(oneIn) {
        const nines = Math.round(Math.log10(oneIn));
        if (Math.abs(Math.log10(oneIn) - nines) > 1e-6) {
            return "";
        }
        return `${(100 * (1 - 1 / oneIn)).toLocaleString("en", { maximumFractionDigits: Math.max(0, nines - 2) })} %`;
    }

    function percentileTip(items) {
        const lines = items.map((item) => `${item.marker} ${escaped(item.seriesName)}: ${number(item.value[1])} µs`);
        const share = (100 * (1 - 1 / items[0].value[0])).toLocaleString("en", { maximumFractionDigits: 3 });
        return `<b>${share} % took at most</b><br>${lines.join("<br>")}`;
    }

    function percentiles(chart, choice) {
        const curves = chart.curves[choice ?? chart.first];
        const shared = frame(curves.map((curve) => curve.name));
        const last = Math.max(...chart.curves.flat().flatMap((curve) => curve.points.map((point) => point[0])));
        return {
            ...shared,
            grid: { ...shared.grid, right: 32 },
            tooltip: {
                ...shared.tooltip,
                trigger: "axis",
                formatter: (items) => percentileTip(items),
            },
            xAxis: axis("share of exchanges that were faster", {
                type: "log",
                min: 1,
                max: last,
                nameLocation: "middle",
                nameGap: 28,
                axisLabel: { ...small(), formatter: percent },
            }),
            yAxis: upright("µs", {
                type: "log",
                min: ({ min }) => 10 ** Math.floor(Math.log10(min)),
                axisLabel: { ...small(), formatter: number },
                minorSplitLine: { show: true, lineStyle: { color: theme().grid, opacity: 0.5 } },
            }),
            series: curves.map((curve) => ({
                name: curve.name,
                type: "line",
                showSymbol: false,
                symbol: symbol(curve.client),
                symbolSize: 8,
                itemStyle: { color: clientColour(curve.client) },
                lineStyle: {
                    color: clientColour(curve.client),
                    width: curve.isFloor ? 1.5 : 2.2,
                    type: curve.isFloor ? "dashed" : "solid",
                },
                data: curve.points,
            })),
        };
    }

    return percentiles;
};
