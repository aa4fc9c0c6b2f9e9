/// The word of the kernel: bounds, distances and durations.
///
/// Twice as many bits make searches slower, for bounds, clauses and watches then fill twice the memory; so the same sources are
/// compiled twice, with this file alone for a difference. `EngineCPWide` says `Int`.
package typealias Value = Int32
