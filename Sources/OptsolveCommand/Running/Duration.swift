import ArgumentParser
import OptCore

/// Seconds written as `90`, `1.5m`, `2h` or `250ms`.
struct Duration: ExpressibleByArgument {
  let seconds: Double

  init?(argument: String) {
    let units: [(String, Double)] = [("ms", 0.001), ("s", 1), ("m", 60), ("h", 3600)]
    let unit = units.first { argument.hasSuffix($0.0) } ?? ("", 1)
    guard let number = Double(argument.dropLast(unit.0.count)), number >= 0, number.isFinite else {
      return nil
    }
    seconds = number * unit.1
  }

  static var allValueStrings: [String] { [] }
}
