import ArgumentParser
import OptCore

/// Seconds written as `90`, `10s`, `500ms`, `1.5m`, `2h` or `1h30m`.
struct Duration: Sendable {
  let seconds: Double

  /// Reads a duration.
  ///
  /// - Throws: `ValidationError` that says how durations are written.
  static func parse(_ text: String) throws -> Duration {
    guard let value = OptCore.seconds(text) else {
      throw ValidationError(
        "expected a time of at least 0 such as 90 (seconds), 10s, 500ms, 1.5m or 1h30m")
    }
    return Duration(seconds: value)
  }
}

/// A relative gap written as `0.05` or `5%`.
enum Gap {
  /// Reads a gap.
  ///
  /// - Throws: `ValidationError` for anything but 0 to 1.
  static func parse(_ text: String) throws -> Double {
    guard let value = relativeGap(text: text) else {
      throw ValidationError("expected 0 to 1, or a percentage such as 5%")
    }
    return value
  }
}
