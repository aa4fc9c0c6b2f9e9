import Glibc
import OptCore

/// What an instance file holds: every member with what a plan needs to know of it.
struct CatalogMember: Sendable {
  let pick: String?
  /// Its name by the file itself; empty when it is refused.
  let name: String
  let digest: String
  let size: Int
  /// Its sense where that differs from the family's.
  let sense: ObjectiveSense?
  /// Why methods of the part cannot work on it, by identifier.
  let obstacles: [String: String]
  /// Why it is refused; nil when it is an instance.
  let refusal: InstanceError?

  init(
    pick: String?, name: String, digest: String, size: Int, sense: ObjectiveSense?,
    obstacles: [String: String]
  ) {
    self.pick = pick
    self.name = name
    self.digest = digest
    self.size = size
    self.sense = sense
    self.obstacles = obstacles
    refusal = nil
  }

  /// A file that a pattern matches, but nobody can name.
  init(unnamed path: String) {
    self.init(
      pick: nil,
      refusal: InstanceError(
        at: SourceText(file: path, bytes: []).start, found: "a name that is no UTF-8",
        expected: "another name"))
  }

  init(pick: String?, refusal: InstanceError) {
    self.pick = pick
    (name, digest, size, sense, obstacles) = ("", "", 0, nil, [:])
    self.refusal = refusal
  }
}

/// Reads the instance files of a part, each once, and keeps only what names and identifies their members.
struct InstanceCatalog<Family: ProblemFamily> {
  private let family: Family
  private let folder: String
  private let parameters: ParameterValues
  private let methods: [any SolveMethod<Family.Instance>]
  private var files: [String: [CatalogMember]] = [:]

  /// - Parameter methods: identifiers of the methods that the part asks for.
  init(
    _ family: Family, folder: String, parameters: ParameterValues, methods: Set<String>
  ) {
    self.family = family
    self.methods = family.methods.filter { methods.contains($0.description.id) }
    self.folder = folder
    self.parameters = parameters
  }

  /// The members that a selection chooses, with their files.
  ///
  /// - Throws: `StudyError` when a pattern matches nothing, a file cannot be read or has no such member.
  mutating func members(
    of selection: InstanceSelection
  ) throws(StudyError) -> [(path: String, member: CatalogMember)] {
    let (found, picks) = try resolve(selection)
    var chosen = found.unnamed.map { (path: $0, member: CatalogMember(unnamed: $0)) }
    for path in found.files {
      let members = try read(path)
      if picks.isEmpty {
        chosen += members.map { (path, $0) }
      } else {
        for pick in picks {
          for member in try choose(pick, from: members, path) { chosen.append((path, member)) }
        }
      }
    }
    return chosen
  }

  private func resolve(
    _ selection: InstanceSelection
  ) throws(StudyError) -> (found: PathPattern.Matches, picks: [Located<String>]) {
    var text = selection.pattern.value
    var picks = selection.picks
    let place = selection.pattern.place
    if let path = try existing(text, place) {
      return (PathPattern.Matches(files: [path]), picks)
    }
    if picks.isEmpty, let mark = text.lastIndex(of: "#") {
      picks = [Located(String(text[text.index(after: mark)...]), at: place)]
      text = String(text[..<mark])
      guard picks[0].value != "", text != "" else {
        throw .fault(at: place, "found \(quoted(selection.pattern.value)), expected path#pick")
      }
      if let path = try existing(text, place) {
        return (PathPattern.Matches(files: [path]), picks)
      }
    }
    guard PathPattern.isPattern(text) else {
      if place == nil {
        throw .file(FileError(path: text, purpose: .input, reason: "no such file"))
      }
      throw .fault(at: place, "found no file \(quoted(text)), expected an instance")
    }
    let found: PathPattern.Matches
    do {
      found = try PathPattern(text: text).matches(in: folder)
    } catch {
      throw .file(error)
    }
    guard !found.isEmpty else {
      throw .fault(
        at: place, "found no file that matches \(quoted(text)), expected at least one")
    }
    return (found, picks)
  }

  /// The path of a file that is named literally, wildcards or not; nil when there is none.
  private func existing(
    _ text: String, _ place: SourceLocation?
  ) throws(StudyError) -> String? {
    let path = text.hasPrefix("/") ? text : folder + text
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    guard status.st_mode & S_IFMT != S_IFDIR else {
      throw .fault(
        at: place, "found the folder \(quoted(text)), expected files such as '\(text)/*'")
    }
    return path
  }

  private mutating func read(_ path: String) throws(StudyError) -> [CatalogMember] {
    if let members = files[path] { return members }
    let text: SourceText
    do {
      text = try SourceText.read(path: path)
    } catch {
      throw .file(error)
    }
    let members: [CatalogMember]
    do {
      members = try family.members(of: text, parameters: parameters).map(describe)
    } catch {
      members = [CatalogMember(pick: nil, refusal: error)]
    }
    files[path] = members
    return members
  }

  private func describe(_ member: InstanceMember<Family.Instance>) -> CatalogMember {
    switch member.content {
    case .success(let instance):
      var obstacles: [String: String] = [:]
      for method in methods {
        obstacles[method.description.id] = method.obstacle(on: instance)
      }
      let sense = family.sense(of: instance)
      return CatalogMember(
        pick: member.pick, name: instance.name, digest: instance.digest.description,
        size: family.size(of: instance), sense: sense == family.sense ? nil : sense,
        obstacles: obstacles)
    case .failure(let error): return CatalogMember(pick: member.pick, refusal: error)
    }
  }

  /// The members that a pick names: by pick, by name, or a range of indices `a..b`.
  private func choose(
    _ pick: Located<String>, from members: [CatalogMember], _ path: String
  ) throws(StudyError) -> [CatalogMember] {
    let word = pick.value
    if members.count == 1, members[0].refusal != nil, members[0].pick == nil { return members }
    if let member = members.first(where: { $0.pick == word })
      ?? members.first(where: { $0.name == word && $0.refusal == nil })
    {
      return [member]
    }
    if let range = SeedList.parse(word), word.contains("..") {
      let byPick = Dictionary(members.map { ($0.pick, $0) }) { first, _ in first }
      return try range.map { index throws(StudyError) in
        guard let member = byPick[String(index)] else {
          throw missing(String(index), pick.place, members, path)
        }
        return member
      }
    }
    throw missing(word, pick.place, members, path)
  }

  private func missing(
    _ word: String, _ place: SourceLocation?, _ members: [CatalogMember], _ path: String
  ) -> StudyError {
    let picks = members.compactMap(\.pick)
    let known =
      picks.count > 1
      ? "one of \(quoted(picks[0])) ... \(quoted(picks[picks.count - 1])), or a name"
      : "none: the file holds one instance"
    return .fault(at: place, "found no instance \(quoted(word)) in \(path), expected \(known)")
  }
}
