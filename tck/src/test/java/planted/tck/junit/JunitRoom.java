package planted.tck.junit;

import planted.tck.spec.SpecRoom;

/// The other half of a cycle inside the kit.
public final class JunitRoom {
  SpecRoom spec;
}
