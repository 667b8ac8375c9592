package planted.backend.cpu.loop;

import planted.backend.cpu.fused.Chain;

/// One half of a cycle inside a backend.
public final class Loop {
  Chain chain;
}
