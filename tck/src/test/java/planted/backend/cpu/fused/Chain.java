package planted.backend.cpu.fused;

import planted.backend.cpu.loop.Loop;

/// The other half.
public final class Chain {
  Loop loop;
}
