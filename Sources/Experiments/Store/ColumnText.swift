import OptCore

/// A list of strings as one JSON array: `["a=1","b=2"]`.
enum StringListText {
  static func encoded(_ values: [String]) -> String {
    values.isEmpty ? "[]" : JSONValue.array(values.map(JSONValue.string)).compact()
  }

  /// The list; nil for any other text.
  static func decoded(_ text: String) -> [String]? {
    if text == "[]" { return [] }
    guard let elements = parsed(text)?.asArray else { return nil }
    let strings = elements.compactMap(\.asString)
    return strings.count == elements.count ? strings : nil
  }
}

/// A trajectory as one JSON array of `[time, objective, bound]`, with null for what a point is not about.
enum TrajectoryText {
  static func json(_ points: [TrajectoryPoint]) -> JSONValue {
    .array(
      points.map { point in
        .array([.real(point.time), point.objective?.json ?? .null, point.bound?.json ?? .null])
      })
  }

  static func encoded(_ points: [TrajectoryPoint]) -> String {
    points.isEmpty ? "[]" : json(points).compact()
  }

  static func decoded(_ text: String) -> [TrajectoryPoint]? {
    text == "[]" ? [] : parsed(text).flatMap(decoded)
  }

  static func decoded(_ json: JSONValue) -> [TrajectoryPoint]? {
    guard let elements = json.asArray else { return nil }
    var points: [TrajectoryPoint] = []
    points.reserveCapacity(elements.count)
    for element in elements {
      guard let parts = element.asArray, parts.count == 3, let time = parts[0].asReal,
        let objective = ObjectiveValue.read(parts[1]), let bound = ObjectiveValue.read(parts[2])
      else { return nil }
      points.append(TrajectoryPoint(time: time, objective: objective, bound: bound))
    }
    return points
  }
}

extension ObjectiveValue {
  /// A number or null; nil for anything else.
  static func read(_ json: JSONValue) -> ObjectiveValue?? {
    switch json {
    case .null: .some(nil)
    case .integer(let value): .integer(value)
    case .real(let value): .real(value)
    default: nil
    }
  }
}

private func parsed(_ text: String) -> JSONValue? {
  try? JSONReader.read(SourceText(file: "", text: text))
}
