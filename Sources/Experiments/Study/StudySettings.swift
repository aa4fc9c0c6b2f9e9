import OptCore

/// What a study says about every run, a part about its runs, a method about its own: the innermost word holds.
struct StudySettings {
  /// Keys of a study file that set them.
  static let keys = [
    "time-limit", "work-limit", "memory-limit", "gap", "target", "seeds", "threads", "warm-start",
  ]

  var limits = SolveLimits()
  var seeds: [UInt64] = [1]
  var threads = 1
  var warmStart: Located<String>?

  /// Takes one setting; false when the key is none.
  ///
  /// - Throws: `InstanceError` when the value is not what the key takes.
  mutating func take(_ key: String, _ node: YAMLNode) throws(InstanceError) -> Bool {
    switch key {
    case "time-limit":
      limits.time = try node.orNone { node throws(InstanceError) in try node.seconds() }
    case "work-limit":
      limits.work = try node.orNone { node throws(InstanceError) in
        try node.integer("units of work", in: 1 ... .max)
      }
    case "memory-limit":
      limits.memory = try node.orNone { node throws(InstanceError) in
        try node.integer("mebibytes", in: 1...(1 << 30))
      }
    case "gap": limits.gap = try node.gap()
    case "target":
      limits.target = try node.orNone { node throws(InstanceError) in try node.value() }
    case "seeds": seeds = try node.seeds()
    case "threads": threads = try node.integer("threads", in: 1...1024)
    case "warm-start":
      warmStart = Located(try node.text("a method, a solution file or none"), at: node.place)
    default: return false
    }
    return true
  }
}

extension YAMLNode {
  /// nil for the word `none`, which takes away what was set further out.
  fileprivate func orNone<Value>(
    _ read: (YAMLNode) throws(InstanceError) -> Value
  ) throws(InstanceError) -> Value? {
    if case .scalar("none", isPlain: true) = content { return nil }
    return try read(self)
  }

  fileprivate func seconds() throws(InstanceError) -> Double {
    let expected = "seconds as 90, 1.5m, 2h or 250ms, or none"
    guard let value = OptCore.seconds(try text(expected)), value > 0 else {
      throw error(expected: expected)
    }
    return value
  }

  /// A decimal integer in a range.
  func integer(_ what: String, in range: ClosedRange<Int>) throws(InstanceError) -> Int {
    let expected =
      range.upperBound == .max
      ? "\(what) (an integer of at least \(range.lowerBound))"
      : "\(what) (an integer from \(range.lowerBound) to \(range.upperBound))"
    guard let value = Int(try text(expected)), range.contains(value) else {
      throw error(expected: expected)
    }
    return value
  }

  fileprivate func gap() throws(InstanceError) -> Double {
    let expected = "a relative gap of 0 to 1, or a percentage such as 5%"
    guard let value = relativeGap(text: try text(expected)) else { throw error(expected: expected) }
    return value
  }

  fileprivate func value() throws(InstanceError) -> ObjectiveValue {
    let expected = "an objective, or none"
    guard let value = ObjectiveValue(text: try text(expected)) else {
      throw error(expected: expected)
    }
    return value
  }

  fileprivate func seeds() throws(InstanceError) -> [UInt64] {
    var seeds: [UInt64] = []
    var seen: Set<UInt64> = []
    for item in items {
      guard let list = SeedList.parse(try item.text(SeedList.expected)) else {
        throw item.error(expected: SeedList.expected)
      }
      for seed in list where seen.insert(seed).inserted { seeds.append(seed) }
      guard seeds.count <= SeedList.largestCount else {
        throw item.error(expected: SeedList.expected)
      }
    }
    guard !seeds.isEmpty else {
      throw InstanceError(at: place, found: "an empty list", expected: SeedList.expected)
    }
    return seeds
  }
}

extension ObjectiveValue {
  /// A decimal integer of 64 bits, or any other finite number; nil for anything else.
  init?(text: some StringProtocol) {
    if let integer = Int(text) {
      self = .integer(integer)
    } else if let real = Double(text), real.isFinite {
      self = .real(real)
    } else {
      return nil
    }
  }
}
