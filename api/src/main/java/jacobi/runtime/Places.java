package jacobi.runtime;

import jacobi.spi.Operand;
import jacobi.type.Layout;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which memory the values of a program lie in at present, and the operands that follow from it.
final class Places {
  private final @Nullable Storage[] memory;
  private final List<List<Use>> uses = new ArrayList<>();

  /// An operand of a call that lies in a value's memory.
  @SuppressWarnings("ArrayRecordComponent") // Nobody compares these.
  private record Use(Operand[] operands, int index, Layout layout) {}

  Places(int count) {
    memory = new @Nullable Storage[count];
    for (int i = 0; i < count; i++) {
      uses.add(new ArrayList<>());
    }
  }

  /// Makes an operand follow the memory of a value.
  void use(int root, Layout layout, Operand[] operands, int index) {
    uses.get(root).add(new Use(operands, index, layout));
    Storage known = memory[root];
    if (known != null) {
      operands[index] = known.operand(layout);
    }
  }

  @Nullable Storage at(int root) {
    return memory[root];
  }

  /// A value lies there from now on.
  void bind(int root, Storage storage) {
    if (memory[root] == storage) {
      storage.buffer();
      return;
    }
    List<Use> all = uses.get(root);
    for (int i = 0; i < all.size(); i++) {
      Use use = all.get(i);
      use.operands[use.index] = storage.operand(use.layout);
    }
    memory[root] = storage;
  }
}
