/// What values variables can take, with a trail to take changes back.
///
/// Methods that narrow a variable return false when no value is left.
struct Bounds {
  /// Stands for no bound.
  static let noLower = Int.min
  static let noUpper = Int.max

  private(set) var lower: [Int] = []
  private(set) var upper: [Int] = []
  private var trail: [Change] = []

  private struct Change {
    var variable: Int32
    var isUpper: Bool
    var old: Int
  }

  /// Number of variables.
  var count: Int { lower.count }
  /// Number of changes that can be taken back.
  var changes: Int { trail.count }

  /// Makes room for variables 0 to `count` - 1; new ones have no bounds.
  mutating func grow(to count: Int) {
    while lower.count < count {
      lower.append(Self.noLower)
      upper.append(Self.noUpper)
    }
  }

  /// Sets the first bounds of a variable.
  mutating func start(_ variable: Int, _ low: Int, _ high: Int) {
    lower[variable] = low
    upper[variable] = high
  }

  func isFixed(_ variable: Int) -> Bool { lower[variable] == upper[variable] }

  /// Takes changes back until `count` are left.
  mutating func undo(to count: Int) {
    while trail.count > count {
      let change = trail.removeLast()
      if change.isUpper {
        upper[Int(change.variable)] = change.old
      } else {
        lower[Int(change.variable)] = change.old
      }
    }
  }

  /// Makes all changes stay.
  mutating func commit() { trail.removeAll(keepingCapacity: true) }

  mutating func raise(_ variable: Int, to bound: Int) -> Bool {
    let old = lower[variable]
    if bound <= old { return true }
    trail.append(
      Change(variable: Int32(truncatingIfNeeded: variable), isUpper: false, old: old))
    lower[variable] = bound
    return bound <= upper[variable]
  }

  mutating func cap(_ variable: Int, to bound: Int) -> Bool {
    let old = upper[variable]
    if bound >= old { return true }
    trail.append(Change(variable: Int32(truncatingIfNeeded: variable), isUpper: true, old: old))
    upper[variable] = bound
    return bound >= lower[variable]
  }

  /// Whether a predicate holds for all values.
  func holds(_ predicate: Predicate) -> Bool {
    let variable = Int(predicate.variable)
    return predicate.isUpper
      ? upper[variable] <= predicate.limit : lower[variable] >= predicate.limit
  }

  /// Whether a predicate holds for no value.
  func fails(_ predicate: Predicate) -> Bool {
    let variable = Int(predicate.variable)
    return predicate.isUpper
      ? lower[variable] > predicate.limit : upper[variable] < predicate.limit
  }

  /// Makes a predicate hold.
  mutating func require(_ predicate: Predicate) -> Bool {
    predicate.isUpper
      ? cap(Int(predicate.variable), to: predicate.limit)
      : raise(Int(predicate.variable), to: predicate.limit)
  }

  /// Makes a predicate fail.
  mutating func forbid(_ predicate: Predicate) -> Bool {
    predicate.isUpper
      ? raise(Int(predicate.variable), to: predicate.limit + 1)
      : cap(Int(predicate.variable), to: predicate.limit - 1)
  }
}
