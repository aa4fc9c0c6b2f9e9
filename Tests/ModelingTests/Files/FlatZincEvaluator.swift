import Modeling

/// What a FlatZinc text says of given values of its output variables: introduced variables (`X_...`) follow from the
/// constraints that define them, in the order of the text. It knows what our writer writes, from the standard's definitions.
struct FlatZincEvaluator {
  private var constraints: [(name: String, arguments: [Argument])] = []
  private var domains: [(name: String, range: ClosedRange<Int>?)] = []
  private(set) var outputs: [String] = []
  private(set) var goal = ""

  /// An argument: one item, or a list of them.
  private struct Argument {
    var items: [Substring]
  }

  struct Malformed: Error { var line: Substring }

  init(_ text: String) throws {
    for line in text.split(separator: "\n") where !line.hasPrefix("%") {
      guard line.hasSuffix(";") else { throw Malformed(line: line) }
      let body = line.dropLast()
      if body.hasPrefix("predicate ") { continue }
      if body.hasPrefix("solve ") {
        goal = String(body.dropFirst(6))
      } else if body.hasPrefix("var ") {
        try declare(body.dropFirst(4))
      } else if body.hasPrefix("constraint "), let open = body.firstIndex(of: "("),
        body.last == ")"
      {
        let name = body[..<open].dropFirst(11)
        constraints.append((String(name), arguments(body[open...].dropFirst().dropLast())))
      } else {
        throw Malformed(line: line)
      }
    }
  }

  private mutating func declare(_ text: Substring) throws {
    let parts = text.split(separator: ":", maxSplits: 1)
    guard parts.count == 2 else { throw Malformed(line: text) }
    let words = parts[1].split(separator: " ")
    guard let name = words.first, !domains.contains(where: { $0.name == name }) else {
      throw Malformed(line: text)
    }
    var range: ClosedRange<Int>?
    if parts[0] == "bool" { range = 0...1 }
    if let dots = parts[0].range(of: ".."), let lower = Int(parts[0][..<dots.lowerBound]),
      let upper = Int(parts[0][dots.upperBound...])
    {
      range = lower...upper
    }
    if range == nil && parts[0] != "int" { throw Malformed(line: text) }
    domains.append((String(name), range))
    if words.contains("output_var") { outputs.append(String(name)) }
  }

  private func arguments(_ text: Substring) -> [Argument] {
    var result: [Argument] = []
    var rest = text.drop { $0 == " " || $0 == "," }
    while let first = rest.first {
      let isList = first == "["
      let end = rest.firstIndex(of: isList ? "]" : ",") ?? rest.endIndex
      let body = isList ? rest[..<end].dropFirst() : rest[..<end]
      result.append(Argument(items: body.split { $0 == "," || $0 == " " }))
      rest = rest[end...].drop { $0 == " " || $0 == "," || $0 == "]" }
    }
    return result
  }

  /// Whether the constraints hold for the values of the outputs; nil when a variable is undefined.
  func holds(_ point: [Int]) -> Bool? {
    var values = Dictionary(uniqueKeysWithValues: zip(outputs, point))
    var holds = true
    for (name, arguments) in constraints {
      if define(name, arguments, &values) { continue }
      let lists = arguments.map { argument in
        argument.items.compactMap { Int($0) ?? values[String($0)] }
      }
      guard zip(lists, arguments).allSatisfy({ $0.count == $1.items.count }),
        let answer = Self.holds(name, lists)
      else { return nil }
      holds = holds && answer
    }
    for (name, range) in domains {
      guard let value = values[name] else { return nil }
      if let range, !range.contains(value) { holds = false }
    }
    return holds
  }

  /// Gives the last variable of a constraint its value where it has none yet.
  private func define(
    _ name: String, _ arguments: [Argument], _ values: inout [String: Int]
  ) -> Bool {
    let isSum = name == "int_lin_eq"
    let items = isSum ? arguments[1].items : arguments.flatMap(\.items)
    let target = name == "bool2int" ? items.first : items.last
    guard let target, target.hasPrefix("X_"), values[String(target)] == nil else { return false }
    func value(_ item: Substring) -> Int { Int(item) ?? values[String(item)] ?? 0 }
    let sum = zip(arguments[0].items, arguments.count > 1 ? arguments[1].items : [])
      .map { value($0) * value($1) }.reduce(0, +)
    switch name {
    case "int_lin_eq": values[String(target)] = sum - value(arguments[2].items[0])
    case "bool2int": values[String(target)] = value(items[1])
    case "bool_not": values[String(target)] = 1 - value(items[0])
    case "int_lin_le_reif":
      values[String(target)] = sum <= value(arguments[2].items[0]) ? 1 : 0
    case "int_lin_eq_reif":
      values[String(target)] = sum == value(arguments[2].items[0]) ? 1 : 0
    default: return false
    }
    return true
  }

  private static func holds(_ name: String, _ lists: [[Int]]) -> Bool? {
    let times = -80...80
    switch name {
    case "int_lin_le": return zip(lists[0], lists[1]).map { $0 * $1 }.reduce(0, +) <= lists[2][0]
    case "int_lin_eq": return zip(lists[0], lists[1]).map { $0 * $1 }.reduce(0, +) == lists[2][0]
    case "bool_clause": return lists[0].contains(1) || lists[1].contains(0)
    case "array_int_maximum": return lists[1].max() == lists[0][0]
    case "array_var_int_element":
      let place = lists[0][0] - 1
      return lists[1].indices.contains(place) && lists[1][place] == lists[2][0]
    case "fzn_all_different_int": return Set(lists[0]).count == lists[0].count
    case "fzn_cumulative":
      guard (lists[1] + lists[2]).allSatisfy({ $0 >= 0 }) else { return false }
      return times.allSatisfy { time in
        lists[0].indices.filter { lists[0][$0] <= time && time < lists[0][$0] + lists[1][$0] }
          .map { lists[2][$0] }.reduce(0, +) <= lists[3][0]
      }
    case "fzn_disjunctive_strict":
      guard lists[1].allSatisfy({ $0 >= 0 }) else { return false }
      return pairs(lists[0].count) { i, k in
        lists[0][i] + lists[1][i] <= lists[0][k] || lists[0][k] + lists[1][k] <= lists[0][i]
      }
    case "fzn_diffn_nonstrict":
      return pairs(lists[0].count) { i, k in
        [lists[2][i], lists[2][k], lists[3][i], lists[3][k]].contains { $0 <= 0 }
          || lists[0][i] + lists[2][i] <= lists[0][k] || lists[0][k] + lists[2][k] <= lists[0][i]
          || lists[1][i] + lists[3][i] <= lists[1][k] || lists[1][k] + lists[3][k] <= lists[1][i]
      }
    default: return nil
    }
  }

  private static func pairs(_ count: Int, _ test: (Int, Int) -> Bool) -> Bool {
    (0..<count).allSatisfy { i in (0..<i).allSatisfy { test(i, $0) } }
  }
}
