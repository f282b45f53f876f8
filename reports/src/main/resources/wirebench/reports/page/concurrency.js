"use strict";

// A figure over exchanges in flight, a line for each client and floor.
chartKinds.concurrency = (tools) => {
    const {
        theme,
        number,
        escaped,
        symbol,
        clientColour,
        frame,
        axis,
        upright,
        positions,
        onSecondAxis,
        whisker,
        dots,
        interval,
        across,
    } = tools;

    function concurrencyLine(chart, line, clients, step) {
        const colour = clientColour(line.client);
        const shift = (clients.indexOf(line.client) - (clients.length - 1) / 2) * step + (line.isFloor ? step / 2 : 0);
        const points = line.points.map((point, i) => point && { ...point, x: i + shift }).filter(Boolean);
        const forks = points.flatMap((point) =>
            point.forks.map((fork, i) => ({ at: [point.x + step / 5, fork], disturbed: point.disturbed[i] })),
        );
        return [
            {
                name: line.name,
                type: "line",
                z: 4,
                symbol: symbol(line.client),
                symbolSize: line.isFloor ? 7 : 10,
                itemStyle: line.isFloor
                    ? { color: theme().paper, borderColor: colour, borderWidth: 1.5 }
                    : { color: colour },
                lineStyle: {
                    color: colour,
                    width: chart.isJoined ? (line.isFloor ? 1.5 : 2.2) : 0,
                    type: line.isFloor ? [5, 4] : "solid",
                },
                data: points.map((point) => [point.x, point.value]),
                tooltip: {
                    formatter: ({ dataIndex }) => {
                        const point = points[dataIndex];
                        const inFlight = chart.concurrencies[Math.round(point.x)];
                        return (
                            `<b>${escaped(line.name)}</b>, ${inFlight} in flight<br>` +
                            `${number(point.value)} ${escaped(chart.axis)}<br>${interval(point)}`
                        );
                    },
                },
            },
            whisker(
                line.name,
                colour,
                points.filter((p) => p.low !== null).map((p) => [p.x, p.low, p.high]),
                false,
            ),
            dots(line.name, colour, forks),
        ];
    }

    // Ratios near 1 are told apart better on an axis that does not begin at 0. An interval that goes far beyond all that
    // was measured is cut off, so that the others can be seen; the table has its ends.
    function aroundOne(lines) {
        const points = lines.flatMap((line) => line.points.filter(Boolean));
        const measured = points.flatMap((point) => [point.value, ...point.forks]);
        const values = points.flatMap((point) => [point.low ?? point.value, point.high ?? point.value, ...measured]);
        const highest = Math.min(Math.max(...values), 1.5 * Math.max(...measured));
        return {
            min: Math.max(0, Math.min(0.9, Math.floor(Math.min(...values) * 20) / 20)),
            max: Math.max(1.05, Math.ceil(highest * 20) / 20),
        };
    }

    const referenceLine = (value) => ({ type: "line", data: [], markLine: across(value, "the floor") });

    function concurrency(chart) {
        const clients = [...new Set(chart.lines.map((line) => line.client))];
        const room = Math.min(1, chart.concurrencies.length / 4);
        const step = Math.min((chart.isJoined ? 0.14 : 0.2) * room, 0.7 / clients.length);
        const series = chart.lines.flatMap((line) => concurrencyLine(chart, line, clients, step));
        if (chart.reference !== null) {
            series.push(referenceLine(chart.reference));
        }
        return {
            ...frame(chart.lines.map((line) => line.name)),
            xAxis: positions(chart.concurrencies),
            yAxis: upright(chart.axis, chart.reference === null ? {} : aroundOne(chart.lines)),
            series: onSecondAxis(series),
        };
    }

    return concurrency;
};
