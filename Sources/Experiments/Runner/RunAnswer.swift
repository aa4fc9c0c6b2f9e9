import OptCore

/// What a result document says about its run.
package struct RunAnswer: Sendable, Hashable {
  var status: SolveStatus
  var termination: Termination
  var objective: ObjectiveValue?
  var bound: ObjectiveValue?
  var time: Double
  var trajectory: [TrajectoryPoint]
  /// The document on one line.
  var document: String

  /// Why an output is no answer to what was asked.
  package struct Fault: Error, Sendable, Hashable {
    var description: String
    /// Whether it answers for other data than asked about: then nothing that the process said is about the run.
    var isAboutOtherData = false
  }

  /// Reads a document and compares it with what was asked.
  package init(_ output: [UInt8], of specification: RunSpecification) throws(Fault) {
    let json: JSONValue
    do throws(InstanceError) {
      json = try JSONReader.read(SourceText(file: "<stdout>", bytes: output))
    } catch {
      throw Fault(description: "standard output is no result document: \(error)")
    }
    guard json["schema"]?.asString == "optsolve.result/1",
      let status = json["status"]?.asString.flatMap(SolveStatus.init),
      let termination = json["termination"]?.asString.flatMap(Termination.init)
    else {
      throw Fault(description: "standard output is no result document of schema optsolve.result/1")
    }
    if let digest = json["digest"]?.asString, digest != specification.instance.digest {
      throw Fault(
        description: "\(specification.instance.path): the instance has changed since the study was "
          + "planned: found \(digest), expected \(specification.instance.digest)",
        isAboutOtherData: true)
    }
    self.status = status
    self.termination = termination
    objective = ObjectiveValue(json["objective"])
    bound = ObjectiveValue(json["bound"])
    time = json["time"]?.asReal ?? 0
    trajectory = (json["trajectory"]?.asArray ?? []).compactMap { point in
      guard let time = point["time"]?.asReal else { return nil }
      return TrajectoryPoint(
        time: time, objective: ObjectiveValue(point["objective"]),
        bound: ObjectiveValue(point["bound"]))
    }
    document = json.compact()
  }
}
