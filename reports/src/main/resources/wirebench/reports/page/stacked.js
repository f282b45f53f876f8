"use strict";

// What a figure of each arm is made of.
chartKinds.stacked = (tools) => {
    const { theme, number, escaped, named, frame, small, lying, rows, flat } = tools;

    const parts = { "application, user": "link", GC: "warn-edge", JIT: "line-4", system: "muted" };

    function stacked(chart) {
        const names = chart.parts.length > 1 ? chart.parts.map((part) => part.name) : [];
        const shared = frame(names);
        const totals = chart.labels.map((_, i) => chart.parts.reduce((sum, part) => sum + (part.values[i] ?? 0), 0));
        const last = chart.parts.length - 1;
        return {
            ...shared,
            grid: { ...flat(names.length > 0 ? shared.grid.top : 8), right: 64 },
            xAxis: lying(chart.axis, { min: 0, axisLabel: { ...small(), formatter: number } }),
            yAxis: rows(chart.labels),
            series: chart.parts.map((part, p) => ({
                name: part.name,
                type: "bar",
                stack: "all",
                barMaxWidth: 16,
                itemStyle: { color: named(parts[part.name] ?? "link"), opacity: 0.85 },
                data: part.values,
                label: {
                    show: p === last,
                    position: "right",
                    color: theme().ink,
                    formatter: ({ dataIndex }) => number(Number(totals[dataIndex].toPrecision(3))),
                },
                tooltip: {
                    formatter: ({ name, value }) =>
                        `<b>${escaped(name)}</b><br>${escaped(part.name)} ${number(value)} of ` +
                        `${number(totals[chart.labels.indexOf(name)])} ${escaped(chart.axis)}`,
                },
            })),
        };
    }

    return stacked;
};
