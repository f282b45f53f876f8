"use strict";

// A figure of each cell, with its interval and its forks.
chartKinds.cells = (tools) => {
    const { theme, number, escaped, frame, axis, whisker, dots, interval } = tools;

    function cells(chart) {
        const colour = theme().link;
        const rows = chart.points.map((point, row) => ({ ...point, row }));
        const forks = rows.flatMap((point) =>
            point.forks.map((fork, i) => ({ at: [fork, point.row], disturbed: point.disturbed[i] })),
        );
        return {
            ...frame([]),
            grid: { left: 8, right: 24, top: 8, bottom: 36, containLabel: true },
            xAxis: axis(chart.axis, { type: "value", min: 0, nameLocation: "middle", nameGap: 28 }),
            yAxis: axis("", {
                type: "category",
                data: chart.labels,
                inverse: true,
                splitLine: { show: true, lineStyle: { color: theme().grid, type: "dotted" } },
            }),
            series: [
                whisker(
                    "",
                    colour,
                    rows.filter((p) => p.low !== null).map((p) => [p.row, p.low, p.high]),
                    true,
                ),
                dots("", colour, forks),
                {
                    type: "scatter",
                    z: 4,
                    symbolSize: 10,
                    symbol: "diamond",
                    itemStyle: { color: colour },
                    data: rows.map((p) => [p.value, p.row]),
                    tooltip: {
                        formatter: ({ dataIndex }) =>
                            `<b>${escaped(chart.labels[dataIndex])}</b><br>${number(rows[dataIndex].value)}<br>${interval(rows[dataIndex])}`,
                    },
                },
            ],
        };
    }

    return cells;
};
