package jacobi.runtime;

import jacobi.spi.Backend;

/// A backend that was chosen and opened.
///
/// @param id its id
/// @param level the level it was compiled against
/// @param backend the backend
/// @param reason why it was chosen, in one line
public record Opened(String id, int level, Backend backend, String reason) {}
