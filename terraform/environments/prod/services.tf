# The wiring table: every function, where its code is, what reaches it, what it may use.
#
# It equals infra/wiring.py (a test compares), and is the same file for all environments. An entry
# whose functions/<name>/main.py is not there yet is left out, so adding a function is one entry:
#
#   timeout     s a call may take; subscribers end at 540, since an ack deadline ends at 600
#   paths       what the public address sends to it; a path that ends in / is a prefix
#   topics      what is pushed to it            publishes  topics it may publish to
#   public      open to the internet; the function checks tokens itself
#   blobs       read, write or none: its right on the bucket of recordings
#   secrets     environment variables taken from Secret Manager, where the environment has them
#   job         the same code as a Cloud Run job besides: command, parallel tasks, cron line

locals {
  services = {
    upload = {
      source  = "functions/upload/main.py"
      target  = "upload"
      paths   = ["/api/recordings", "/api/recordings/import", "/api/events/azure"]
      timeout = 300 # of a file fetched from Google Drive
      public  = true
      blobs   = "write" # a signed upload has its signer's rights
      signs   = true
      # What Event Grid tells of audio in Azure; Google's bucket publishes by itself.
      publishes = ["audio.uploaded"]
      secrets   = ["EVENT_GRID_KEY"]
      # Waits on stores: 0.1 CPU-s a request. Two files from Google Drive at once, 200 MB each.
      limits = { memory = "1Gi", scratch = "448Mi", concurrency = 40 }
    }

    recordings = {
      source    = "functions/recordings/main.py"
      target    = "recordings"
      paths     = ["/api/recordings/"]
      timeout   = 300 # progress is a stream that stays open while a recording is worked on
      public    = true
      blobs     = "read"
      signs     = true
      publishes = ["audio.uploaded", "audio.converted", "transcript.ready", "feedback.ready", "recording.failed"] # replay takes up any stage
      # Open streams sleep: many fit. Clips are cut in memory, 15 s each.
      limits = { concurrency = 80, max_instances = 10 }
    }

    convert = {
      source    = "functions/convert/main.py"
      target    = "convert"
      topics    = ["audio.uploaded"]
      timeout   = 300 # 60 minutes of WebM take 17 CPU-s; the rest is fetching 200 MB and slow formats
      blobs     = "write"
      publishes = ["audio.converted", "recording.failed"]
      # One decoder has one CPU. Scratch: 200 MB come in, 90 minutes of FLAC are up to 110 MB.
      limits = { memory = "1Gi", scratch = "384Mi", concurrency = 1, max_instances = 20 }
    }

    transcribe = {
      source    = "functions/transcribe/main.py"
      target    = "transcribe"
      paths     = ["/api/transcribe"]
      topics    = ["audio.converted"]
      timeout   = 540 # batch recognition of 90 minutes; the most that an ack deadline of 600 s allows
      public    = true
      blobs     = "write"
      publishes = ["transcript.ready", "recording.failed"]
      roles     = ["roles/speech.client"]
      secrets   = ["OPENAI_API_KEY"]
      # Mostly waits for the recognizer; each call may hold 110 MB of FLAC in scratch.
      limits = { memory = "2Gi", scratch = "512Mi", concurrency = 4, max_instances = 20 }
    }

    feedback = {
      source    = "functions/feedback/main.py"
      target    = "feedback"
      topics    = ["transcript.ready"]
      timeout   = 120
      blobs     = "write"
      publishes = ["feedback.ready", "recording.failed"]
      secrets   = ["OPENAI_API_KEY"]
      # Grammalecte is pure Python on one CPU: more at once would only wait for each other.
      limits = { memory = "1Gi", concurrency = 2, max_instances = 20 }
    }

    synthesize = {
      source    = "functions/synthesize/main.py"
      target    = "synthesize"
      paths     = ["/api/synthesize"]
      topics    = ["feedback.ready"]
      timeout   = 120
      public    = true
      blobs     = "write"
      publishes = ["reply.ready", "recording.failed"]
      secrets   = ["OPENAI_API_KEY"]
      # espeak-ng has one lock in a process: 1 ms for a second of speech, so eight hardly meet.
      limits = { concurrency = 8, max_instances = 10 }
    }

    chat = {
      source  = "functions/chat/main.py"
      target  = "chat"
      paths   = ["/api/chat"]
      timeout = 120
      public  = true
      secrets = ["OPENAI_API_KEY"]
      # Waits for the language model, but each turn is analysed on the CPU first.
      limits = { memory = "1Gi", concurrency = 10, max_instances = 20 }
    }

    learners = {
      source  = "functions/learners/main.py"
      target  = "learners"
      paths   = ["/api/learners/"]
      timeout = 60
      public  = true
      blobs   = "write" # erasure clears the bucket as well
      signs   = true    # an export lists the addresses of one's own audio
      limits  = { concurrency = 40 }
    }

    classes = {
      source  = "functions/classes/main.py"
      target  = "classes"
      paths   = ["/api/classes/", "/api/plans/"]
      timeout = 60
      public  = true
      blobs   = "read" # a deck of cards speaks its answers
      limits  = { concurrency = 40 }
    }

    study_plans = {
      source  = "functions/study_plans/main.py"
      target  = "study_plans"
      paths   = ["/api/unsubscribe"]
      topics  = ["plans.tick"]
      timeout = 540
      public  = true
      blobs   = "write" # the spoken models of a plan
      signs   = true    # and their addresses in the mail
      secrets = ["SMTP_PASSWORD", "UNSUBSCRIBE_KEY"]
      job = {
        command = ["python", "-m", "functions.study_plans.main"]
        tasks   = 4    # four mail lines at once is what small mail servers bear
        timeout = 3600 # 120 learners a teacher at some 0.3 s each leave room for a slow server
        # Monday at six: the plan is there before school begins. Then every three hours by day, for
        # plans approved meanwhile, mails put off, and time zones where the week begins later.
        schedule = "0 6-21/3 * * *"
      }
      # Plans are made with the French engine, as feedback is.
      limits = { memory = "1Gi", concurrency = 10, max_instances = 2 }
    }

    realtime = {
      source  = "functions/realtime/main.py"
      target  = "realtime"
      command = ["python", "-m", "functions.realtime.main"] # functions-framework refuses WebSockets
      paths   = ["/chat"]
      timeout = 3600 # Cloud Run's longest request; clients reconnect and resume
      public  = true
      blobs   = "write"
      roles   = ["roles/speech.client"]
      secrets = ["OPENAI_API_KEY"]
      # A line stays with its instance, which holds the state of the talk.
      limits = { memory = "1Gi", concurrency = 20, max_instances = 20, affinity = true }
    }

    upkeep = {
      source    = "functions/upkeep/main.py"
      target    = "upkeep"
      topics    = ["upkeep.tick", "dead.letters"]
      timeout   = 120
      blobs     = "write"
      publishes = ["audio.uploaded", "audio.converted", "transcript.ready", "feedback.ready", "reply.ready", "recording.failed"] # it relays every outbox
      # Two instances: a sweep and a burst of dead letters. More would only race each other.
      limits = { concurrency = 4, max_instances = 2 }
    }
  }

  # Topics whose messages are not buried when nobody takes them: the dead themselves, and ticks,
  # the next of which does the work of the last.
  unburied = ["dead.letters", "upkeep.tick", "plans.tick"]

  # Clocks that publish a tick. The embedded scheduler strikes every 30 s; here a minute is the most.
  ticks = { "upkeep.tick" = "* * * * *" }
}
