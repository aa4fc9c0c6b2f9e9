extension ParameterValues {
  /// Refuses settings that belong to other kinds of what is generated than the chosen one.
  ///
  /// - Parameters:
  ///   - kind: the value of the setting `kind`.
  ///   - settings: every other setting with the kinds that have it; one may be there several times.
  /// - Throws: `SolveError.badRequest` naming the kinds that have the setting.
  package func refuseOthers<Kind: RawRepresentable<String> & Equatable>(
    than kind: Kind, _ settings: [(kinds: [Kind], description: ParameterDescription)]
  ) throws(SolveError) {
    for setting in given where setting.key != "kind" {
      let kinds = settings.filter { $0.description.key == setting.key }.flatMap(\.kinds)
      guard kinds.contains(kind) else {
        let names = kinds.map(\.rawValue).joined(separator: " or ")
        throw .badRequest(
          "-P \(setting.key): found it with kind=\(kind.rawValue), expected \(names)")
      }
    }
  }
}
