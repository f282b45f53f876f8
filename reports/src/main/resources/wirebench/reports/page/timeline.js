"use strict";

// How the run went: each fork at its minute, relative to the median of its arm.
chartKinds.timeline = (tools) => {
    const { theme, symbols, number, escaped, clientColour, frame, small, axis, upright, lying, hollow, upLine, nice } =
        tools;

    function moments(chart, arm, i) {
        const colour = clientColour(arm);
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

    return timeline;
};
