import Drawing

extension LoopScheduleTable {
  /// The partition as a flowchart of Mermaid: a subgraph per set of warps, or per unit without warps; dependences between iterations
  /// are dotted, values between warps thick, dependences without a value grey. Labels state the delay, and the distance behind a plus.
  func mermaid() -> String {
    var lines = [
      "---",
      "title: \"\(MermaidText.title(instance.name)): II \(interval), length \(length)\"",
      "---", "flowchart TB",
    ]
    let groups = self.groups()
    for (number, group) in groups.enumerated() {
      guard let first = group.first else { continue }
      lines.append("  subgraph g\(number)[\"\(heading(first))\"]")
      lines += group.map { "    n\($0)[\"\(text(of: $0))\"]" }
      lines.append("  end")
    }
    lines += instance.edges.map { "  " + arrow($0) }
    lines += styles(of: groups)
    return lines.joined(separator: "\n") + "\n"
  }

  /// The name of the group of an operation.
  private func heading(_ v: Int) -> String {
    if instance.isJoint { return warpNames(v) }
    return rows[v].units.first.map { "unit " + MermaidText.label(units[$0].name) } ?? "no unit"
  }

  private func text(of v: Int) -> String {
    let row = rows[v]
    var lines = [MermaidText.label(name(of: v)), "row \(row.row), stage \(row.stage)"]
    if row.ringDepth > 1 { lines.append("\(row.ringDepth) copies") }
    if row.waits { lines.append("waits") }
    return lines.joined(separator: "<br/>")
  }

  private func arrow(_ edge: LoopEdge) -> String {
    let line = edge.distance > 0 ? "-.->" : schedule.crosses(edge) ? "==>" : "-->"
    var label = edge.distance > 0 ? "\(edge.delay), +\(edge.distance)" : "\(edge.delay)"
    if edge.isBlocking { label += ", blocking" }
    return "n\(edge.source) \(line)|\"\(label)\"| n\(edge.target)"
  }

  /// Colours, and what arrows alone cannot show: values that go to other warps and to later iterations.
  private func styles(of groups: [[Int]]) -> [String] {
    var lines: [String] = []
    for (number, group) in groups.enumerated() {
      // Light enough for dark letters.
      let fill = Palette.member(number).mixed(with: Palette.paper, share: 0.6)
      lines.append("  style g\(number) fill:none,stroke:\(Palette.faint.hex)")
      lines.append(
        "  classDef c\(number) fill:\(fill.hex),stroke:\(Palette.faint.hex),color:\(Palette.ink.hex)"
      )
      lines.append("  class \(group.map { "n\($0)" }.joined(separator: ",")) c\(number)")
    }
    func style(_ text: String, where isMeant: (LoopEdge) -> Bool) {
      let numbers = instance.edges.indices.filter { isMeant(instance.edges[$0]) }
      guard !numbers.isEmpty else { return }
      lines.append("  linkStyle \(numbers.map(String.init).joined(separator: ",")) \(text)")
    }
    style("stroke-width:3.5px") { $0.distance > 0 && schedule.crosses($0) }
    style("stroke:\(ColourClass.neutral.colour.hex)") { !$0.isData }
    return lines
  }
}

/// Names inside a document of Mermaid, whose own marks and those of HTML and Markdown must not be found in them.
enum MermaidText {
  /// A name in a label between quotes.
  ///
  /// What could mean something becomes `#code;`, which Mermaid turns back before it looks for Markdown. So word joiners, which do not
  /// show, keep such marks apart from their neighbours, and of marks that work all the same there are others that look like them.
  static func label(_ name: String) -> String {
    escaped(name) { "\(joiner)#\((likenesses[$0] ?? $0).value);\(joiner)" }
  }

  private static let joiner = "#8288;"
  private static let likenesses: [Unicode.Scalar: Unicode.Scalar] = [
    "*": "\u{2217}", "`": "\u{2cb}", "~": "\u{223c}",
  ]

  /// A name in the title of the front matter, between quotes of YAML.
  static func title(_ name: String) -> String { escaped(name) { "\\U" + hexadecimal($0.value) } }

  /// Letters and digits stay, and so do a few marks between two of them.
  private static func escaped(_ text: String, _ escape: (Unicode.Scalar) -> String) -> String {
    let scalars = Array(LoopScheduleTable.plain(text).unicodeScalars)
    var result = ""
    for (place, scalar) in scalars.enumerated() {
      let isInside =
        place > 0 && place + 1 < scalars.count && isWord(scalars[place - 1])
        && isWord(scalars[place + 1])
      if isWord(scalar) || isInside && marks.contains(scalar) {
        result.unicodeScalars.append(scalar)
      } else {
        result += escape(scalar)
      }
    }
    return result
  }

  private static let marks: Set<Unicode.Scalar> = [" ", "+", "-", "_"]

  private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "a"..."z", "A"..."Z", "0"..."9": true
    default: !scalar.isASCII && scalar.properties.isAlphabetic
    }
  }

  /// Eight digits.
  private static func hexadecimal(_ value: UInt32) -> String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 8 - digits.utf8.count) + digits
  }
}
