"use strict";

// What the hypervisor took from each fork.
chartKinds.steal = (tools) => {
    const { theme, number, escaped, frame, axis, upright, across } = tools;

    function steal(chart) {
        return {
            ...frame([]),
            xAxis: axis("forks in the order they ran", {
                type: "category",
                data: chart.labels,
                nameLocation: "middle",
                nameGap: 14,
                axisLabel: { show: false },
            }),
            yAxis: upright("steal, %", { max: ({ max }) => Math.max(2 * chart.limit, Math.ceil(max)) }),
            series: [
                {
                    type: "bar",
                    barMaxWidth: 14,
                    data: chart.percents.map((value) => ({
                        value,
                        itemStyle: { color: value > chart.limit ? theme().warn : theme().muted },
                    })),
                    tooltip: {
                        formatter: ({ name, value }) => `${escaped(name)}<br><b>${number(value)} % steal</b>`,
                    },
                    markLine: across(chart.limit, `${chart.limit} %`),
                },
            ],
        };
    }

    return steal;
};
