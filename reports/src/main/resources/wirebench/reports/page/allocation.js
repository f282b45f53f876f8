"use strict";

// Octets allocated for an exchange, a bar for each client with the level of its floor.
chartKinds.allocation = (tools) => {
    const { theme, octets, escaped, clientColour, frame, upright, positions, onSecondAxis } = tools;

    function allocationBars(bars, shift, width) {
        const colour = clientColour(bars.client);
        return {
            name: bars.name,
            type: "custom",
            itemStyle: { color: colour },
            encode: { x: 0, y: [1, 2] },
            data: bars.values.map((value, i) => [i + shift, value, bars.floors[i]]).filter((bar) => bar[1] !== null),
            tooltip: {
                formatter: ({ value: [, own, floor] }) =>
                    `<b>${escaped(bars.name)}</b><br>${octets(own)} B/exchange<br>floor ${octets(floor)} B`,
            },
            renderItem: (_, api) => {
                const [own, floor] = [api.value(1), api.value(2)];
                const hasFloor = Number.isFinite(floor);
                const [x, top] = api.coord([api.value(0), own]);
                const bottom = api.coord([0, 0])[1];
                const half = (api.size([width, 0])[0] * 0.84) / 2;
                const level = hasFloor ? api.coord([0, floor])[1] : bottom;
                return {
                    type: "group",
                    children: [
                        {
                            type: "rect",
                            shape: { x: x - half, y: top, width: 2 * half, height: Math.max(bottom - top, 1) },
                            style: { fill: colour, opacity: 0.85 },
                        },
                        {
                            type: "line",
                            invisible: !hasFloor,
                            shape: { x1: x - half - 3, x2: x + half + 3, y1: level, y2: level },
                            style: { stroke: theme().ink, lineWidth: 1.5, lineDash: [4, 3] },
                        },
                        {
                            type: "text",
                            style: {
                                text: octets(own),
                                x,
                                y: Math.min(top, level) - 4,
                                align: "center",
                                verticalAlign: "bottom",
                                fill: theme().ink,
                                fontFamily: theme().font,
                                fontSize: half > 14 ? 12 : 9,
                            },
                        },
                    ],
                };
            },
        };
    }

    function allocation(chart) {
        const width = 0.8 / chart.bars.length;
        return {
            ...frame(chart.bars.map((bars) => bars.name)),
            xAxis: positions(chart.concurrencies),
            yAxis: upright(chart.axis),
            series: onSecondAxis(
                chart.bars.map((bars, i) => allocationBars(bars, (i - (chart.bars.length - 1) / 2) * width, width)),
            ),
        };
    }

    return allocation;
};
