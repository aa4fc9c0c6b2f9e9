import OptCore

extension FlexibleJobShopInstance {
  /// The layout of Brandimarte with machines from 1; the third number is the average flexibility A / N. Conditions are left out.
  ///
  /// - Complexity: O(length of the text).
  public func flexibleText() -> [UInt8] {
    var text = DigitBuffer()
    let share = Double(alternativeCount) / Double(max(1, operationCount))
    text.add("\(jobCount) \(machineCount) \(fixed(share, 2))\n")
    for job in 0..<jobCount {
      text.add(operations(of: job).count)
      for i in operations(of: job) {
        text.add(" ")
        text.add(alternatives(of: i).count)
        for a in alternatives(of: i) { text.add(pair: machines[a] + 1, durations[a]) }
      }
      text.add("\n")
    }
    return text.bytes
  }

  /// The layout of JSPLIB with machines from 0; nil if some job does not visit every machine once. Conditions are left out.
  ///
  /// - Complexity: O(length of the text).
  public func jobShopText() -> [UInt8]? {
    guard isJobShop else { return nil }
    var text = DigitBuffer()
    text.add("\(jobCount) \(machineCount)\n")
    for job in 0..<jobCount {
      let visited = machines[operations(of: job)]
      guard visited.count == machineCount, Set(visited).count == machineCount else { return nil }
      for i in operations(of: job) {
        if i > firstOperation[job] { text.add(" ") }
        text.add(machines[i])
        text.add(" ")
        text.add(durations[i])
      }
      text.add("\n")
    }
    return text.bytes
  }

  /// The scheduled starts as a `.due` file, a line for every job that has operations; nil if there are none.
  ///
  /// - Complexity: O(length of the text).
  public func scheduledStartText() -> [UInt8]? {
    guard let starts = conditions.scheduledStart else { return nil }
    var text = DigitBuffer()
    for job in 0..<jobCount where !operations(of: job).isEmpty {
      for i in operations(of: job) {
        if i > firstOperation[job] { text.add(" ") }
        text.add(starts[i])
      }
      text.add("\n")
    }
    return text.bytes
  }
}

/// Bytes of a text of numbers.
private struct DigitBuffer {
  var bytes: [UInt8] = []

  mutating func add(_ text: String) { bytes += Array(text.utf8) }

  mutating func add(pair first: Int, _ second: Int) {
    bytes.append(0x20)
    add(first)
    bytes.append(0x20)
    add(second)
  }

  /// A number that is not negative.
  mutating func add(_ number: Int) {
    let first = bytes.count
    var rest = number.magnitude
    repeat {
      bytes.append(UInt8(truncatingIfNeeded: rest % 10) &+ 0x30)
      rest /= 10
    } while rest > 0
    bytes[first...].reverse()
  }
}
