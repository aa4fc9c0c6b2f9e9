import Experiments
import OptCore

/// Records with every field filled at random, extreme values and odd characters among them; no two have one key.
struct RandomRecord {
  var random: RandomStream

  init(seed: UInt64) { random = RandomStream(seed: seed) }

  mutating func records(_ count: Int) -> [RunRecord] { (0..<count).map { _ in record() } }

  mutating func record() -> RunRecord {
    let specification = RunSpecification(
      instance: instance(), method: method(), seed: seed(),
      limits: SolveLimits(
        time: maybe { $0.real() }, work: maybe { $0.integer() }, memory: maybe { $0.integer() },
        gap: real(), target: number()))
    return RunRecord(
      specification: specification, key: key(), version: text(), ending: ending(),
      status: SolveStatus.allCases[random.below(5)],
      termination: maybe { Termination.allCases[$0.random.below(8)] }, objective: number(),
      bound: number(), time: real(),
      usage: ProcessUsage(wall: real(), cpu: real(), peakMemory: integer()),
      trajectory: (0..<random.below(5)).map { _ in
        TrajectoryPoint(time: real(), objective: number(), bound: number())
      }, document: maybe { $0.text() }, started: real(), machine: machine())
  }

  mutating func header() -> StudyHeader {
    var references: [String: [String: ReferenceValue]] = [:]
    for _ in 0..<5 {
      let instance = text()
      references[text(), default: [:]][text()] = ReferenceValue(
        instance: instance, lower: number(), upper: number(), source: maybe { $0.text() })
    }
    let families = (0..<2).map { _ in
      StudyResults.Family(
        id: text(), title: text(), sense: random.below(2) == 0 ? .minimize : .maximize,
        sizeUnit: text())
    }
    return StudyHeader(
      name: text(), families: families, methods: (0..<3).map { _ in text() },
      runCount: integer(), directory: maybe { $0.text() }, references: references)
  }

  private mutating func maybe<Value>(_ make: (inout RandomRecord) -> Value) -> Value? {
    random.below(3) == 0 ? nil : make(&self)
  }

  private mutating func key() -> String {
    let digits = String(random.next(), radix: 16) + String(random.next(), radix: 16)
    return String(repeating: "0", count: 32 - digits.count) + digits
  }

  private mutating func instance() -> InstanceReference {
    var instance = InstanceReference(
      family: text(), name: text(), path: text(), pick: maybe { $0.text() }, digest: text(),
      size: integer())
    instance.parameters = (0..<random.below(3)).map { _ in text() }
    instance.sense = maybe { ObjectiveSense.allCases[$0.random.below(2)] }
    return instance
  }

  private mutating func method() -> MethodSetting {
    var method = MethodSetting(
      text(), label: text(), formulation: maybe { $0.text() }, engine: maybe { $0.text() },
      warmStart: maybe { $0.text() }, warmStartDigest: maybe { $0.text() }, threads: integer())
    method.parameters = (0..<random.below(3)).map { _ in text() }
    return method
  }

  private mutating func machine() -> Machine {
    Machine(host: text(), processor: text(), cores: integer(), memory: integer(), system: text())
  }

  private mutating func ending() -> RunEnding {
    let code = [0, 1, 255, Int32.max, Int32.min][random.below(5)]
    return switch random.below(5) {
    case 0: .exited(code, message: maybe { $0.text() })
    case 1: .signalled(code)
    case 2: .overranTime
    case 3: .overranMemory
    default: .notStarted(text())
    }
  }

  private mutating func seed() -> UInt64 {
    [0, 1, UInt64(Int.max), UInt64(Int.max) + 1, .max, random.next()][random.below(6)]
  }

  private mutating func integer() -> Int {
    [0, 1, -1, 1 << 53 + 1, .max, .min, Int(random.next() >> 40)][random.below(7)]
  }

  private mutating func real() -> Double {
    let special = [
      0, -0.0, 5, 0.1 + 0.2, 1e22, -1e-7, .greatestFiniteMagnitude, -.leastNonzeroMagnitude,
      0x1p53,
    ]
    if random.below(2) == 0 { return special[random.below(special.count)] }
    let value = Double(bitPattern: random.next())
    return value.isFinite ? value : 1 / 3
  }

  private mutating func number() -> ObjectiveValue? {
    maybe { $0.random.below(2) == 0 ? .integer($0.integer()) : .real($0.real()) }
  }

  /// Pieces that some text format gives a meaning to.
  private static let pieces = [
    "", ",", "\"", "\"\"", "\n", "\r\n", "\r", "\t", "\0", "\u{1A}", "\u{1A}0", "\u{7F}",
    "\u{FEFF}",
    "e\u{301}", "\u{E9}", "\u{1F600}", "\\", "\\u0000", "'", "'; DROP TABLE run; --", "NULL", "nil",
    "1", "1.0", "-", "{\"a\":[1]}", "[]", " ", "<b>&amp;", "ft10", "=1+1", "a=1",
  ]

  private mutating func text() -> String {
    (0..<random.below(4)).map { _ in RandomRecord.pieces[random.below(RandomRecord.pieces.count)] }
      .joined()
  }
}
