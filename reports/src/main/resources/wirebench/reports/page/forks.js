"use strict";

// Each fork of each arm as a dot, with the mean of the arm.
chartKinds.forks = (tools) => {
    const { theme, number, escaped, frame, small, lying, hollow, upLine, nice, rows, flat } = tools;

    // A little above or below its row, the same every time, so that dots do not hide each other.
    const jitter = (i) => (((i * 7) % 5) - 2) * 0.07;

    function forks(chart) {
        const dots = chart.rows.flatMap((row, r) => row.map((dot, i) => ({ ...dot, r, y: r + jitter(i) })));
        const values = dots.map((dot) => dot.value);
        const room = 0.06 * (Math.max(...values) - Math.min(...values)) || 1;
        const low = Math.min(...values) - room;
        const means = chart.means.map((value, r) => [value, r]).filter(([value]) => value !== null);
        return {
            ...frame([]),
            grid: flat(18),
            xAxis: lying(chart.axis, {
                min: low < 0.3 * Math.max(...values) ? 0 : nice(low, Math.floor),
                max: nice(Math.max(...values) + room, Math.ceil),
                axisLabel: { ...small(), formatter: number },
            }),
            yAxis: [
                rows(chart.labels),
                { type: "value", show: false, inverse: true, min: -0.5, max: chart.labels.length - 0.5 },
            ],
            series: [
                {
                    type: "scatter",
                    yAxisIndex: 1,
                    symbolSize: 8,
                    data: dots.map((dot) => ({
                        value: [dot.value, dot.y],
                        itemStyle: dot.isHollow ? hollow(theme().link) : { color: theme().link, opacity: 0.65 },
                    })),
                    tooltip: {
                        formatter: ({ dataIndex }) => {
                            const dot = dots[dataIndex];
                            return `<b>${escaped(chart.labels[dot.r])}</b>: ${number(dot.value)}<br>${escaped(dot.note)}`;
                        },
                    },
                },
                {
                    type: "scatter",
                    yAxisIndex: 1,
                    z: 4,
                    symbol: "diamond",
                    symbolSize: 12,
                    itemStyle: { color: theme().ink },
                    data: means,
                    tooltip: {
                        formatter: ({ value }) =>
                            `<b>${escaped(chart.labels[value[1]])}</b><br>mean ${number(value[0])}`,
                    },
                    ...(chart.means[chart.reference] === null
                        ? {}
                        : { markLine: upLine(chart.means[chart.reference], chart.labels[chart.reference]) }),
                },
            ],
        };
    }

    return forks;
};
