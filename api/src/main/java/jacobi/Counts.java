package jacobi;

/// What a device has done since it was opened, at one moment.
///
/// @param launches ops the driver computed
/// @param decomposed composites that were decomposed because the driver declined them
/// @param hosted ops the host computed for the device
/// @param referenced ops the driver handed to the reference interpreter
/// @param uploads transfers to the device
/// @param downloads transfers from the device
/// @param allocations tracked buffers asked of the driver
/// @param reused tracked buffers taken from the pool instead
/// @param liveBuffers tracked buffers in use; host arrays below 16 KiB are not tracked
/// @param liveBytes bytes of tracked buffers in use
/// @param peakBytes the most bytes that were in use at once
public record Counts(
    long launches,
    long decomposed,
    long hosted,
    long referenced,
    long uploads,
    long downloads,
    long allocations,
    long reused,
    long liveBuffers,
    long liveBytes,
    long peakBytes) {}
