package planted.backend.cpu.fused;

import planted.backend.cpu.scalar.Loop;

/// The other half.
public final class Chain {
  Loop loop;
}
