import Drawing

extension LoopScheduleTable {
  /// The graph of dependences for GraphViz: a cluster and a colour per set of warps, or a colour per unit without warps; dependences
  /// between iterations are dashed, values between warps bold, dependences without a value grey.
  func dot() -> String {
    var lines = [
      "digraph \(quoted(instance.name)) {",
      "  label=\(quoted("\(instance.name): II \(interval), length \(length)"));",
      "  labelloc=t; rankdir=TB; fontname=\"Helvetica\";",
      "  node [shape=box, style=\"rounded,filled\", fontname=\"Helvetica\", fontsize=11];",
      "  edge [fontname=\"Helvetica\", fontsize=9, color=\"\(Palette.ink.hex)\"];",
    ]
    let groups = self.groups()
    for (number, group) in groups.enumerated() {
      if instance.isJoint, let first = group.first {
        lines.append("  subgraph cluster_\(number) {")
        lines.append(
          "    label=\(quoted(warpNames(first))); style=rounded; color=\"\(Palette.faint.hex)\";")
        lines += group.map { "    " + node($0, colour: number) }
        lines.append("  }")
      } else {
        lines += group.map { "  " + node($0, colour: number) }
      }
    }
    lines += instance.edges.map { "  " + edge($0) }
    return lines.joined(separator: "\n") + "\n}\n"
  }

  /// Operations on the same warps, or of the same first unit.
  func groups() -> [[Int]] {
    var groups: [[Int]: [Int]] = [:]
    for (v, row) in rows.enumerated() {
      groups[instance.isJoint ? row.warps : Array(row.units.prefix(1)), default: []].append(v)
    }
    return groups.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map(\.value)
  }

  private func node(_ v: Int, colour: Int) -> String {
    let row = rows[v]
    // Light enough for dark letters.
    let fill = Palette.member(colour).mixed(with: Palette.paper, share: 0.6)
    var text = "\(name(of: v))\nrow \(row.row), stage \(row.stage)"
    if row.ringDepth > 1 { text += "\n\(row.ringDepth) copies" }
    return
      "n\(v) [label=\(quoted(text)), fillcolor=\"\(fill.hex)\"\(row.waits ? ", penwidth=2" : "")];"
  }

  private func edge(_ edge: LoopEdge) -> String {
    var style: [String] = []
    if edge.distance > 0 { style.append("dashed") }
    if schedule.crosses(edge) { style.append("bold") }
    var attributes = [
      "label=\(quoted(edge.distance > 0 ? "\(edge.delay), +\(edge.distance)" : "\(edge.delay)"))"
    ]
    if !style.isEmpty { attributes.append("style=\"\(style.joined(separator: ","))\"") }
    if !edge.isData { attributes.append("color=\"\(ColourClass.neutral.colour.hex)\"") }
    if edge.isBlocking { attributes.append("arrowhead=normalodot") }
    // Edges from a later iteration would turn the picture upside down.
    if edge.distance > 0 { attributes.append("constraint=false") }
    return "n\(edge.source) -> n\(edge.target) [\(attributes.joined(separator: ", "))];"
  }

  private func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      default: result.unicodeScalars.append(scalar.value < 0x20 ? "_" : scalar)
      }
    }
    return result + "\""
  }
}
