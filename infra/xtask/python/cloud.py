"""What `cargo xtask deploy` asks of AWS beyond SAM, with the AWS library that SAM brings.

account REGION                    the account of the credentials, as text
outputs REGION STACK              the stack's outputs, as JSON
upload BUCKET FOLDER HEADERS      the app: hashed files first, pages last, each with its headers; nothing is removed
compare BUCKET HEADERS            whether what lies there has its headers
refresh DISTRIBUTION              pages are asked for anew
"""

import json
import sys
import time
from pathlib import Path

import boto3
import botocore.exceptions

# As the distribution asks for them, and as people type them.
PAGES = ["/", "/staff/", "/public/index.html*", "/staff/index.html*"]


def account(region):
    print(boto3.client("sts", region_name=region).get_caller_identity()["Account"])


def outputs(region, stack):
    described = boto3.client("cloudformation", region_name=region).describe_stacks(StackName=stack)
    print(json.dumps({each["OutputKey"]: each["OutputValue"] for each in described["Stacks"][0].get("Outputs", [])}))


def upload(bucket, folder, headers):
    s3 = boto3.client("s3")
    files = json.loads(Path(headers).read_text())
    # A reader never gets a page whose files are not there yet. Old files stay: open pages still ask for them.
    for key in sorted(files, key=lambda key: ("/assets/" not in key, key)):
        body = (Path(folder) / key).read_bytes()
        s3.put_object(Bucket=bucket, Key=key, Body=body, **files[key])
        print(f"{len(body):>9} {key}")


def compare(bucket, headers):
    s3 = boto3.client("s3")
    wrong = []
    for key, wanted in json.loads(Path(headers).read_text()).items():
        head = s3.head_object(Bucket=bucket, Key=key)
        wrong += [f"{key}: {name} is {head.get(name)}" for name, value in wanted.items() if head.get(name) != value]
    if wrong:
        sys.exit("\n".join(wrong))


def refresh(distribution):
    boto3.client("cloudfront").create_invalidation(
        DistributionId=distribution,
        InvalidationBatch={
            "Paths": {"Quantity": len(PAGES), "Items": PAGES},
            "CallerReference": str(time.time_ns()),
        },
    )


if __name__ == "__main__":
    steps = {"account": account, "outputs": outputs, "upload": upload, "compare": compare, "refresh": refresh}
    if len(sys.argv) < 2 or sys.argv[1] not in steps:
        sys.exit(__doc__)
    try:
        steps[sys.argv[1]](*sys.argv[2:])
    except (botocore.exceptions.BotoCoreError, botocore.exceptions.ClientError) as error:
        sys.exit(f"AWS: {error}")
