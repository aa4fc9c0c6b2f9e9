import Glibc
import OptCore

/// Where a kick strikes.
enum Kick {
  /// Draws a window of positions that holds a tardy job where that is easily found.
  ///
  /// - Returns: A range of at least two positions; the state has at least two.
  static func window<Value, Weights>(
    in state: borrowing SequenceState<Value, Weights>, _ parameters: LocalSearchParameters,
    using random: inout RandomStream
  ) -> Range<Int> {
    let count = state.count
    var centre = random.below(count)
    var tries = 20
    while state.lateness[centre] <= 0, tries > 0 {
      centre = random.below(count)
      tries &-= 1
    }
    let least = min(count, parameters.kickWidth)
    let spread = Double(count) / Double(least)
    let width = min(count, Int(Double(least) * pow(spread, random.unit())))
    let first = max(0, min(count - width, centre - random.below(width)))
    return first..<first + width
  }
}
