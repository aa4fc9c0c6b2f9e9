import ArgumentParser
import OptCore

/// Seconds written as `90`, `1.5m`, `2h` or `250ms`.
struct Duration: ExpressibleByArgument {
  let seconds: Double

  init?(argument: String) {
    guard let value = OptCore.seconds(argument) else { return nil }
    seconds = value
  }

  static var allValueStrings: [String] { [] }
}
