package jacobi.runtime;

import jacobi.graph.Blueprint;
import jacobi.graph.Graph;
import jacobi.graph.Program;
import jacobi.graph.Source;
import jacobi.spi.ClosedException;
import jacobi.spi.HostBuffer;
import jacobi.tensor.CaptureException;
import jacobi.tensor.Cell;
import jacobi.tensor.Tensor;
import jacobi.type.Layout;
import jacobi.type.Shape;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// A graph on a device: calls that are made one after the other, in memory that was handed out
/// before. A run looks nothing up, checks no shapes and makes nothing but its results.
final class Replay implements Program {
  private final EagerEngine engine;
  private final Device device;
  private final Blueprint blueprint;
  private final Graph graph;
  private final int[] roots;
  private final Places places;
  private final List<ArgumentSlot> arguments = new ArrayList<>();
  private final List<CellSlot> cells = new ArrayList<>();
  private final List<InputSlot> inputs = new ArrayList<>();
  private final List<Storage> owned = new ArrayList<>();
  private final int[] resultRoots;
  private final Runnable[] once;
  private final Runnable[] each;
  private final List<Storage> ownResults = new ArrayList<>();
  private final HostBuffer item;
  private final long plannedBytes;
  private boolean started;
  private boolean closed;

  Replay(EagerEngine engine, Blueprint blueprint) {
    this.engine = engine;
    this.device = engine.owner();
    this.blueprint = blueprint;
    this.graph = blueprint.graph();
    Map<Cell, Integer> held = new LinkedHashMap<>();
    plannedBytes = blueprint.memory().bytes();
    roots = roots(held);
    places = new Places(graph.values().size() + held.size());
    var commits = new ArrayList<Map.Entry<Integer, Integer>>();
    held.forEach((cell, place) -> {
      Integer next = graph.written().get(cell);
      cells.add(new CellSlot(cell, place, next != null));
      if (next != null && roots[next] != place) {
        commits.add(Map.entry(next, place));
      }
    });
    resultRoots = graph.results().stream().mapToInt(place -> roots[place]).distinct().toArray();
    Map<Integer, Storage> scratch = new HashMap<>();
    try {
      allocate(scratch);
      sources();
    } catch (RuntimeException failed) {
      owned.forEach(Storage::release);
      throw failed;
    }
    var commands = new Commands(engine, blueprint, places, roots, scratch);
    once = commands.once();
    List<Runnable> all = new ArrayList<>(List.of(commands.each()));
    commits.forEach(move -> {
      Layout whole = graph.values().get(move.getKey()).layout();
      all.add(commands.copy(move.getKey(), move.getValue(), whole));
    });
    each = all.toArray(Runnable[]::new);
    item =
        graph.results().size() == 1
            ? HostBuffer.of(graph.values().get(graph.results().getFirst()).dtype(), 1)
            : HostBuffer.of(jacobi.type.DType.F32, 1);
  }

  /// In whose memory each value lies; `held` learns where the value of each cell does.
  private int[] roots(Map<Cell, Integer> held) {
    graph
        .sources()
        .forEach((place, source) -> {
          if (source instanceof Source.Held(Cell cell)) {
            held.put(cell, place);
          }
        });
    int next = graph.values().size();
    for (Cell cell : graph.written().keySet()) {
      if (!held.containsKey(cell)) {
        held.put(cell, next++);
      }
    }
    int[] all = graph.roots();
    for (int i = 0; i < all.length; i++) {
      Cell cell = blueprint.inPlace().get(all[i]);
      all[i] = cell == null ? all[i] : Objects.requireNonNull(held.get(cell));
    }
    return all;
  }

  private void allocate(Map<Integer, Storage> scratch) {
    for (var buffer : blueprint.memory().buffers()) {
      owned.add(engine.own(buffer.dtype(), buffer.elements()));
    }
    blueprint.memory().of().forEach((place, buffer) -> places.bind(place, owned.get(buffer)));
    blueprint.memory().scratch().forEach((step, at) -> scratch.put(step, owned.get(at)));
  }

  private void sources() {
    graph
        .sources()
        .forEach((place, source) -> {
          switch (source) {
            case Source.Argument(int position) -> arguments.add(new ArgumentSlot(position, place));
            case Source.Held _ -> {}
            case Source.Input input -> {
              Storage own = engine.own(input.spec().dtype(), input.spec().shape().elements());
              owned.add(own);
              places.bind(place, own);
              inputs.add(new InputSlot(own, input.elements()));
            }
            case Source.ClosedOver(var cell) -> {
              Tensor x = cell.peek();
              x = x.engine() == engine ? x : engine.adopt("a compiled step", x);
              places.bind(place, (Storage) x.handle());
            }
          }
        });
  }

  /// Numbers that the host is asked for.
  private record InputSlot(Storage own, java.util.function.Supplier<MemorySegment> elements) {}

  @Override
  public synchronized List<Tensor> run(List<Tensor> in) {
    List<Tensor> bases = new ArrayList<>(resultRoots.length);
    try {
      for (int root : resultRoots) {
        Tensor base = engine.allocate(graph.values().get(root).spec());
        bases.add(base);
        places.bind(root, (Storage) base.handle());
      }
      execute(in);
    } catch (RuntimeException failed) {
      bases.forEach(Tensor::close);
      throw failed;
    }
    List<Tensor> results = new ArrayList<>(graph.results().size());
    for (int place : graph.results()) {
      Storage memory = java.util.Objects.requireNonNull(places.at(roots[place]));
      results.add(new Tensor(engine, memory, graph.values().get(place).layout()));
    }
    return results;
  }

  @Override
  public synchronized double item(List<Tensor> in) {
    if (graph.results().size() != 1 || number().elements() != 1) {
      throw new CaptureException(
          "a compiled step is read as a number, but returns %d tensors, the first of shape %s"
              .formatted(graph.results().size(), number()));
    }
    if (ownResults.isEmpty()) {
      for (int root : resultRoots) {
        var spec = graph.values().get(root).spec();
        ownResults.add(engine.own(spec.dtype(), spec.shape().elements()));
      }
    }
    for (int i = 0; i < resultRoots.length; i++) {
      places.bind(resultRoots[i], ownResults.get(i));
    }
    execute(in);
    return read();
  }

  private Shape number() {
    return graph.results().isEmpty()
        ? Shape.of(0)
        : graph.values().get(graph.results().getFirst()).layout().shape();
  }

  private double read() {
    int place = graph.results().getFirst();
    Storage memory = ownResults.getFirst();
    int at = (int) graph.values().get(place).layout().offset();
    device.counters.downloads.increment();
    device.queue.sync();
    if (memory.buffer() instanceof HostBuffer host) {
      return host.asDouble(at);
    }
    device.driver.download(memory.buffer(), at, item.segment(), device.queue);
    return item.asDouble(0);
  }

  private void execute(List<Tensor> in) {
    if (closed) {
      throw new ClosedException("this compiled step was closed while it was called");
    }
    device.pool.requireOpen();
    for (int i = 0; i < arguments.size(); i++) {
      ArgumentSlot slot = arguments.get(i);
      slot.bind(engine, places, in.get(slot.position()));
    }
    for (int i = 0; i < cells.size(); i++) {
      cells.get(i).bind(engine, places);
    }
    for (int i = 0; i < inputs.size(); i++) {
      InputSlot slot = inputs.get(i);
      device.counters.uploads.increment();
      device.driver.upload(slot.elements().get(), slot.own().buffer(), 0, device.queue);
    }
    Object event = device.flight.step();
    if (!started) {
      run(once);
      started = true;
    }
    run(each);
    Flight.end(event, device.name, each.length, plannedBytes);
  }

  private static void run(Runnable[] commands) {
    for (Runnable command : commands) {
      command.run();
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    owned.forEach(Storage::release);
    ownResults.forEach(Storage::release);
  }
}
