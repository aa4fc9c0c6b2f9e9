import OptCore

/// What reference files know, looked up by the ways an instance may be called there.
struct ReferenceBook {
  /// How an instance is met in a study.
  struct Alias: Sendable, Hashable {
    var path: String
    var pick: String?
    /// Its name by the file itself.
    var name: String
  }

  /// An instance that is looked up.
  struct Subject: Sendable {
    var digest: String
    /// Its name in tables, which no other instance has.
    var name: String
    /// On which side of its objective a bound is.
    var sense: ObjectiveSense
    /// Every way it is met: the same data may stand in several files.
    var aliases: [Alias]
  }

  /// A way to write an instance in a reference file.
  private struct Form {
    var text: String
    /// Whether it is the whole name or path rather than its end.
    var isWhole: Bool
  }

  /// By name; what they say together depends on the instance that they are about.
  private var rows: [String: [ReferenceRow]] = [:]

  /// Adds a file.
  ///
  /// - Throws: `InstanceError` when it does not follow the format.
  mutating func add(_ source: SourceText) throws(InstanceError) {
    for row in try ReferenceReader.rows(source) {
      rows[row.value.instance, default: []].append(row)
    }
  }

  /// What is known about instances, by digest, each under its name in tables.
  ///
  /// A file of one instance is found under its path, however much of the path is written, with or without its
  /// extension: `barnes/mt10x.fjs`, `mt10x`. A member of a set is found as `wt40.txt#7` as well. The longest form that
  /// matches counts, then the instance's name. A row that is the whole name or path of an instance, as the study writes
  /// it, is about no other one.
  ///
  /// - Parameter folder: the study's folder, which whole paths are relative to.
  /// - Throws: `InstanceError` at a row that may be about instances with different data, or that contradicts another row
  ///   about the same data.
  func values(
    of subjects: [Subject], folder: String
  ) throws(InstanceError) -> [String: ReferenceValue] {
    guard !rows.isEmpty else { return [:] }
    let forms = subjects.map { subject in
      subject.aliases.map { self.forms($0, of: subject, folder).filter { rows[$0.text] != nil } }
    }
    let owners = owners(subjects, forms)
    var values: [String: ReferenceValue] = [:]
    for (subject, aliases) in zip(subjects, forms) {
      for own in aliases {
        let rightful = own.first {
          owners[$0.text]?.contains { $0.digest == subject.digest } ?? false
        }
        guard let form = rightful else { continue }
        for row in rows[form.text] ?? [] {
          try requireOne(owners[form.text] ?? [], form.text, row.place, folder)
          let known = values[subject.digest]
          var value = known.map { $0.combined(with: row.value, subject.sense) } ?? row.value
          value.instance = subject.name
          guard value.isConsistent(subject.sense) else {
            throw ReferenceReader.contradiction(value, at: row.place)
          }
          values[subject.digest] = value
        }
      }
    }
    return values
  }

  /// The names of rows that are about none of the instances, in natural order.
  func unmatched(by subjects: [Subject], folder: String) -> [String] {
    var names = Set(rows.keys)
    for subject in subjects {
      for alias in subject.aliases {
        for form in forms(alias, of: subject, folder) { names.remove(form.text) }
      }
    }
    return names.sorted(by: naturallyPrecedes)
  }

  /// For each row the instances that it may be about.
  private func owners(_ subjects: [Subject], _ forms: [[[Form]]]) -> [String: [Subject]] {
    var whole: [String: [Subject]] = [:]
    var ends: [String: [Subject]] = [:]
    for (subject, own) in zip(subjects, forms) {
      for form in own.joined() {
        if form.isWhole {
          whole[form.text, default: []].append(subject)
        } else {
          ends[form.text, default: []].append(subject)
        }
      }
    }
    return ends.merging(whole) { _, whole in whole }
  }

  private func requireOne(
    _ owners: [Subject], _ text: String, _ place: SourceLocation, _ folder: String
  ) throws(InstanceError) {
    guard let first = owners.first, let other = owners.first(where: { $0.digest != first.digest })
    else { return }
    let names = [first, other].map { subject in
      subject.aliases.first.map { relative($0.path, folder) + pickText($0) } ?? subject.name
    }
    throw InstanceError(
      at: place,
      found: "\(quoted(text)), which may be \(names[0]) or \(names[1])",
      expected: "as much of the path as tells them apart")
  }

  /// `a/b.txt`, `a/b`, `b.txt`, `b`, the instance's own name, its name in tables.
  private func forms(_ alias: Alias, of subject: Subject, _ folder: String) -> [Form] {
    let parts = alias.path.split(separator: "/").filter { $0 != "." }
    let wholeCount = relative(alias.path, folder).split(separator: "/").count
    let stem = SourceText(file: parts.last.map(String.init) ?? "", bytes: []).stem
    let ends = parts.indices.flatMap { first -> [Form] in
      let folders = parts[first..<(parts.count - 1)]
      let isWhole = parts.count - first >= wholeCount
      return [parts[parts.count - 1], Substring(stem)].map { name in
        Form(text: (folders + [name]).joined(separator: "/") + pickText(alias), isWhole: isWhole)
      }
    }
    return ends + [
      Form(text: alias.name, isWhole: alias.name == subject.name),
      Form(text: subject.name, isWhole: true),
    ]
  }

  private func pickText(_ alias: Alias) -> String { alias.pick.map { "#" + $0 } ?? "" }

  private func relative(_ path: String, _ folder: String) -> String {
    var rest = path[...]
    if !folder.isEmpty, rest.hasPrefix(folder) { rest = rest.dropFirst(folder.count) }
    while rest.hasPrefix("./") { rest = rest.dropFirst(2) }
    return String(rest)
  }
}
