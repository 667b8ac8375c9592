package jacobi.tck.run;

/// A case that failed.
///
/// @param id the case, such as `10.1/MUL/F32#12`
/// @param message what was found instead of what
/// @param smallest the smallest case that fails, as a selection
/// @param smallestMessage what was found there
/// @param missing whether the backend declined the op
public record Failure(
    String id, String message, String smallest, String smallestMessage, boolean missing) {}
