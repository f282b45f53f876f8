package wirebench.reports.suite;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import wirebench.reports.files.Cell;
import wirebench.reports.files.CellId;
import wirebench.reports.statistics.Estimate;

/// One benchmark over clients and concurrencies, everything else being equal, with the floor of each model if it
/// was measured too.
///
/// @param shared the other parameters, equal in all its cells
/// @param arms the cells, in the order of the clients' names
/// @param floors the cells of the raw socket loops, by client; empty where there is no floor
record Sweep(SortedMap<String, String> shared, List<Arm> arms, List<Arm> floors) {
    private static final int USUAL_CONCURRENCY = 64;
    private static final String CLIENT = "client";
    private static final String CONCURRENCY = "concurrency";

    /// The cells of one client, or of the floor of its model, by concurrency.
    record Arm(String client, SortedMap<Integer, Cell> cells) {
        Optional<Cell> at(int concurrency) {
            return Optional.ofNullable(cells.get(concurrency));
        }
    }

    /// Sorts cells into sweeps by their other parameters. Cells that [#takes(Cell)] refuses are left out.
    ///
    /// A floor belongs to every sweep that agrees with all of its parameters, of which it may have fewer.
    static List<Sweep> of(Collection<Cell> measured, Collection<Cell> floors) {
        var sharings = new LinkedHashSet<SortedMap<String, String>>();
        measured.stream().filter(Sweep::takes).map(Sweep::others).forEach(sharings::add);
        floors.stream().filter(Sweep::takes).map(Sweep::others).forEach(floor -> {
            if (sharings.stream().noneMatch(sharing -> agrees(floor, sharing))) {
                sharings.add(floor);
            }
        });
        return sharings.stream()
                .map(sharing -> new Sweep(
                        sharing,
                        arms(measured, cell -> others(cell).equals(sharing)),
                        arms(floors, cell -> agrees(others(cell), sharing))))
                .toList();
    }

    /// Whether this is throughput of a client at a concurrency.
    static boolean takes(Cell cell) {
        return cell.countsOperationsInTime()
                && cell.id().parameter(CLIENT).isPresent()
                && cell.id().count(CONCURRENCY).isPresent();
    }

    static String client(Cell cell) {
        return cell.id().parameters().getOrDefault(CLIENT, "");
    }

    private static SortedMap<String, String> others(Cell cell) {
        return cell.id().without(CLIENT, CONCURRENCY);
    }

    private static boolean agrees(SortedMap<String, String> floor, SortedMap<String, String> sharing) {
        return sharing.entrySet().containsAll(floor.entrySet());
    }

    private static List<Arm> arms(Collection<Cell> cells, Predicate<Cell> belongs) {
        var byClient = new LinkedHashMap<String, SortedMap<Integer, Cell>>();
        cells.stream()
                .filter(Sweep::takes)
                .filter(belongs)
                .forEach(cell -> byClient.computeIfAbsent(client(cell), _ -> new TreeMap<>())
                        .put(cell.id().count(CONCURRENCY).orElseThrow(), cell));
        return byClient.entrySet().stream()
                .map(entry -> new Arm(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparing(Arm::client))
                .toList();
    }

    /// What all its cells share, in words.
    String label() {
        return CellId.label(shared);
    }

    SortedSet<Integer> concurrencies() {
        var all = new TreeSet<Integer>();
        arms.forEach(arm -> all.addAll(arm.cells().keySet()));
        floors.forEach(arm -> all.addAll(arm.cells().keySet()));
        return all;
    }

    /// Every client of which there is a cell, its own or its floor's, in the order of the names.
    SortedSet<String> clients() {
        var clients = new TreeSet<String>();
        arms.forEach(arm -> clients.add(arm.client()));
        floors.forEach(arm -> clients.add(arm.client()));
        return clients;
    }

    /// The concurrency to speak of first: 64 where it was measured, otherwise the highest.
    int mainConcurrency() {
        var all = concurrencies();
        return all.contains(USUAL_CONCURRENCY) ? USUAL_CONCURRENCY : all.last();
    }

    Optional<Cell> cell(String client, int concurrency) {
        return find(arms, client, concurrency);
    }

    Optional<Cell> floor(String client, int concurrency) {
        return find(floors, client, concurrency);
    }

    private static Optional<Cell> find(List<Arm> arms, String client, int concurrency) {
        return arms.stream()
                .filter(arm -> arm.client().equals(client))
                .findFirst()
                .flatMap(arm -> arm.at(concurrency));
    }

    /// How near a client comes to the floor of its model, paired by block; nothing where either was not measured.
    Optional<Estimate> ratioToFloor(String client, int concurrency) {
        return cell(client, concurrency)
                .flatMap(cell -> floor(client, concurrency)
                        .map(floor -> Estimate.ofRatio(
                                cell.score().forks(), floor.score().forks())));
    }

    /// The cells of the clients at one concurrency, the highest throughput first.
    List<Cell> ranking(int concurrency) {
        var cells = new ArrayList<Cell>();
        arms.forEach(arm -> arm.at(concurrency).ifPresent(cells::add));
        cells.removeIf(cell -> !cell.score().estimate().isNumber());
        cells.sort(Comparator.comparingDouble(
                        (Cell cell) -> cell.score().estimate().value())
                .reversed());
        return cells;
    }
}
