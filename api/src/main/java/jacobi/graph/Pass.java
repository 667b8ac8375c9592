package jacobi.graph;

/// Rewrites a graph into one with the same results, bit for bit.
@FunctionalInterface
interface Pass {
  Graph apply(Graph graph);

  /// Both, one after the other.
  default Pass then(Pass next) {
    return graph -> next.apply(apply(graph));
  }
}
